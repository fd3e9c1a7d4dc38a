import { QueryClient } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { App } from "@/app/App";
import { createAppRouter } from "@/app/router";
import { en } from "@/texts/en";
import { createHandlers } from "../../mock/handlers";

/** Answers the API in memory for every test of a file, anew for each. */
export function withMockApi() {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
  beforeEach(() => server.use(...createHandlers("ready")));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return server;
}

/** The product at an address, and somebody to use it. */
export function open(path: string) {
  window.history.replaceState(null, "", path);
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(<App texts={en} queryClient={queryClient} router={createAppRouter(queryClient)} />);
  return userEvent.setup();
}

import { QueryClient } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { App } from "@/app/App";
import { createAppRouter } from "@/app/router";
import { en } from "@/texts/en";
import { createHandlers } from "../../../../mock/handlers";

const { connect, sync } = en.integration;
const server = setupServer();

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
beforeEach(() => server.use(...createHandlers("ready")));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

async function openDialog(service: string) {
  window.history.replaceState(null, "", `/integrations/catalogue?connect=${service}`);
  const queryClient = new QueryClient();
  render(<App texts={en} queryClient={queryClient} router={createAppRouter(queryClient)} />);
  const dialog = within(await screen.findByRole("dialog"));
  return { user: userEvent.setup(), dialog };
}

test("credentials that the service refuses are marked where they were entered", async () => {
  const { user, dialog } = await openDialog("github");
  await user.click(dialog.getByRole("button", { name: connect.next }));
  await user.type(dialog.getByLabelText(/Personal access token/), "wrong");
  await user.type(dialog.getByLabelText(/Organization/), "acme");
  await user.click(dialog.getByRole("button", { name: connect.test }));

  expect(await dialog.findByText(connect.testFailed)).toBeVisible();
  expect(dialog.getByText("GET /user answered 401: Bad credentials")).toBeVisible();

  await user.click(dialog.getByRole("button", { name: connect.toCredentials }));
  expect(dialog.getByText("The service does not accept this value.")).toBeVisible();
  expect(dialog.getByLabelText(/Organization/)).toHaveValue("acme");
});

test("nothing is asked of the service while a field is empty", async () => {
  const { user, dialog } = await openDialog("github");
  await user.click(dialog.getByRole("button", { name: connect.next }));
  await user.click(dialog.getByRole("button", { name: connect.test }));
  expect(dialog.getAllByText(connect.required)).toHaveLength(2);
});

test("good credentials lead to the workspace's name and the sync as it runs", async () => {
  const { user, dialog } = await openDialog("github");
  await user.click(dialog.getByRole("button", { name: connect.next }));
  await user.type(dialog.getByLabelText(/Personal access token/), "good");
  await user.type(dialog.getByLabelText(/Organization/), "acme");
  await user.click(dialog.getByRole("button", { name: connect.test }));
  expect(await dialog.findByText(connect.testPassed)).toBeVisible();

  await user.click(dialog.getByRole("button", { name: connect.next }));
  expect(dialog.getByLabelText(/Workspace name/)).toHaveValue("Example株式会社");
  await user.click(dialog.getByRole("button", { name: connect.save }));
  expect(await dialog.findByText(sync.running)).toBeVisible();
  expect(await dialog.findByText(/of 230 accounts/)).toBeVisible();
});

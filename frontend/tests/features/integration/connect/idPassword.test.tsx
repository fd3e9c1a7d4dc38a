import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { en } from "@/texts/en";
import { open, withMockApi } from "../../../support/screen";

const { connect, login, page } = en.integration;
const server = withMockApi();

/** A busy machine takes its time. */
const patience = { timeout: 30_000 };
const picture = "data:image/jpeg;base64,/9j/4AAQ";

/** What the server tells while it tries a login. */
function toldByTheServer() {
  let told: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (told = controller) });
  const tell = (name: string, data: unknown) =>
    told.enqueue(new TextEncoder().encode(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`));
  const headers = { "Content-Type": "text/event-stream" };
  const asked: AbortSignal[] = [];
  server.use(
    http.post("*/workspaces/verify/steps", ({ request }) => {
      asked.push(request.signal);
      return new HttpResponse(body, { headers });
    }),
  );
  return { tell, end: () => told.close(), isHeard: () => asked[0]?.aborted === false };
}

const step = (method: string, path: string) => ({ method, path, status: 200, milliseconds: 90, attempt: 1, picture });

async function tryALogin(user = open("/integrations/catalogue?connect=wordpress-self-host-api")) {
  // It is loaded when it is first opened.
  const dialog = within(await screen.findByRole("dialog", {}, { timeout: 60_000 }));
  await user.click(dialog.getByRole("radio", { name: /ID and password/ }));
  await user.click(dialog.getByRole("button", { name: connect.next }));
  expect(dialog.getByText(login.own)).toBeVisible();
  expect(dialog.getByRole("button", { name: login.readQrCode })).toBeVisible();
  await user.type(dialog.getByLabelText(/Login ID/), "daicho@example.com");
  await user.type(dialog.getByLabelText(/^Password/), "a password");
  await user.click(dialog.getByRole("button", { name: connect.test }));
  return dialog;
}

test("who entrusts a login is advised, and sees the page on which it went wrong", async () => {
  const { tell, end } = toldByTheServer();
  const dialog = await tryALogin();
  tell("step", step("GO TO", "/login"));
  tell("refused", {
    errorId: "page_changed",
    errorDetails: {
      message: "A page of the service does not look as the recipe knows it.",
      about: "step 4 on /login: the button “Sign in” was not found",
      picture,
    },
  });
  end();

  expect(await dialog.findByText(/step 4 on \/login/, {}, patience)).toBeVisible();
  expect(dialog.getAllByRole("img", { name: page.picture })[0]).toHaveAttribute("src", picture);
  expect(dialog.getByText("Go to /login")).toBeVisible();
});

test("whoever closes the dialog ends the trial", async () => {
  const { tell, isHeard } = toldByTheServer();
  const user = open("/integrations/catalogue?connect=wordpress-self-host-api");
  const dialog = await tryALogin(user);
  tell("step", step("GO TO", "/login"));
  expect(await dialog.findByText("Go to /login", {}, patience)).toBeVisible();
  expect(isHeard()).toBe(true);

  await user.keyboard("{Escape}");
  await user.click(await screen.findByRole("button", { name: connect.leave }));
  await waitFor(() => expect(isHeard()).toBe(false), patience);
});

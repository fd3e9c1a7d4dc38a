import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { en } from "@/texts/en";
import { open, withMockApi } from "../../../support/screen";

const { connect, login, page } = en.integration;
const server = withMockApi();

const picture = "data:image/jpeg;base64,/9j/4AAQ";

test("who entrusts a login is advised, and sees the page on which it went wrong", async () => {
  const step = { method: "GO TO", path: "/login", status: 200, milliseconds: 90, attempt: 1, picture };
  server.use(
    http.post("*/workspaces/verify", () =>
      HttpResponse.json(
        {
          errorId: "page_changed",
          errorDetails: {
            message: "A page of the service does not look as the recipe knows it.",
            about: "step 4 on /login: the button “Sign in” was not found",
            picture,
            requests: [step],
          },
        },
        { status: 422 },
      ),
    ),
  );
  const user = open("/integrations/catalogue?connect=wordpress-self-host-api");
  // It is loaded when it is first opened.
  const dialog = within(await screen.findByRole("dialog", {}, { timeout: 60_000 }));
  await user.click(dialog.getByRole("radio", { name: /ID and password/ }));
  await user.click(dialog.getByRole("button", { name: connect.next }));

  expect(dialog.getByText(login.own)).toBeVisible();
  expect(dialog.getByRole("button", { name: login.readQrCode })).toBeVisible();
  await user.type(dialog.getByLabelText(/Login ID/), "daicho@example.com");
  await user.type(dialog.getByLabelText(/^Password/), "a password");
  await user.click(dialog.getByRole("button", { name: connect.test }));

  expect(await dialog.findByText(/step 4 on \/login/)).toBeVisible();
  expect(dialog.getAllByRole("img", { name: page.picture })[0]).toHaveAttribute("src", picture);
  expect(dialog.getByText("Go to /login")).toBeVisible();
});

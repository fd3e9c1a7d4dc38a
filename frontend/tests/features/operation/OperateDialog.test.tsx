import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { en } from "@/texts/en";
import { open, withMockApi } from "../../support/screen";

const { operation } = en;
const { verb } = operation.changes.delete;

const server = withMockApi();

const drawer = async () => within(await screen.findByRole("dialog"));

describe("deleting an account", () => {
  it("asks for its name where content is lost", async () => {
    const user = open("/accounts?open=10000");
    await user.click(await (await drawer()).findByRole("button", { name: verb }));
    const dialog = within(await screen.findByRole("dialog", { name: /from Google Workspace\?$/ }));
    expect(await dialog.findByText(operation.consequences.contentLost("Google Workspace"))).toBeVisible();
    expect(dialog.getByRole("button", { name: verb })).toBeDisabled();
    const field = dialog.getByLabelText(/^Type /);
    const name = /“(.+)”/.exec(dialog.getByText(/^Type /).textContent)?.[1] ?? "";
    await user.type(field, name);
    expect(dialog.getByRole("button", { name: verb })).toBeEnabled();
  });

  it("shows what is sent, with secrets masked", async () => {
    const user = open("/accounts?open=30000");
    await user.click(await (await drawer()).findByRole("button", { name: verb }));
    const dialog = within(await screen.findByRole("dialog", { name: /from GitHub\?$/ }));
    await user.click(await dialog.findByRole("button", { name: operation.whatIsSent(1) }));
    await waitFor(() => expect(dialog.getByText(/Authorization: Bearer ••••••/)).toBeVisible());
  });

  it("shows the server's own words when it is refused, and offers nothing to press", async () => {
    server.use(
      http.delete("*/accounts", () =>
        HttpResponse.json({
          operation: "delete",
          account: { id: "3#1", accountId: 30000, displayName: "A", email: null },
          service: { id: 3, uniqueName: "github", name: "GitHub" },
          workspace: { id: 3, name: "example-inc" },
          allowed: false,
          refusal: { errorId: "last_admin", message: "Cannot be deleted due to last admin", remedy: "Make another." },
          requests: [],
          effect: "removes",
        }),
      ),
    );
    const user = open("/accounts?open=30000");
    await user.click(await (await drawer()).findByRole("button", { name: verb }));
    const dialog = within(await screen.findByRole("dialog", { name: /from GitHub\?$/ }));
    expect(await dialog.findByText("Cannot be deleted due to last admin")).toBeVisible();
    expect(dialog.queryByRole("button", { name: verb })).toBeNull();
  });
});

describe("suspending an account", () => {
  it("is told by a toast and stands among what was asked for it", async () => {
    const user = open("/accounts?open=30000");
    const about = await drawer();
    await user.click(await about.findByRole("button", { name: operation.changes.deactivate.verb }));
    const dialog = within(await screen.findByRole("dialog", { name: /^Suspend .* in GitHub\?$/ }));
    await user.click(await dialog.findByRole("button", { name: operation.changes.deactivate.verb }));
    expect(await screen.findByText(/was suspended in GitHub$/)).toBeVisible();
    expect(await about.findByText(operation.states.succeeded)).toBeVisible();
    expect(await about.findByRole("button", { name: operation.changes.reactivate.verb })).toBeVisible();
  });
});

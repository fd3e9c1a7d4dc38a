import { QueryClient } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { App } from "@/app/App";
import { createAppRouter } from "@/app/router";
import { en } from "@/texts/en";
import { createHandlers } from "../../../mock/handlers";

const { users } = en.access;
const server = setupServer();

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
beforeEach(() => server.use(...createHandlers("ready")));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function open(path: string) {
  window.history.replaceState(null, "", path);
  const queryClient = new QueryClient();
  render(<App texts={en} queryClient={queryClient} router={createAppRouter(queryClient)} />);
  return userEvent.setup();
}

describe("the users of an organization", () => {
  it("are a table that says how many there are", async () => {
    open("/settings/users");
    const table = await screen.findByRole("table", { name: users.label });
    expect(await screen.findByText(en.list.count("4"))).toBeVisible();
    expect(table).toHaveAttribute("aria-rowcount", "5");
    expect(within(table).getByRole("columnheader", { name: users.columns.name })).toHaveAttribute(
      "aria-sort",
      "ascending",
    );
  });

  it("are narrowed by the address", async () => {
    open("/settings/users?query=okafor");
    expect(await screen.findByText(en.list.count("1"))).toBeVisible();
  });

  it("open in a drawer that the address names, with the role explained", async () => {
    open("/settings/users?open=2");
    const drawer = await screen.findByRole("dialog", { name: "Daniel Okafor" });
    expect(within(drawer).getByRole("radio", { name: en.access.roles.member })).toBeChecked();
    expect(within(drawer).getByText(en.access.roleExplanations.member)).toBeVisible();
  });

  it("are invited with a link that is shown once", async () => {
    const user = open("/settings/users");
    await user.click(await screen.findByRole("button", { name: users.invite }));
    const dialog = await screen.findByRole("dialog", { name: users.inviteTitle });
    await user.type(within(dialog).getByLabelText(/Name/), "Yui Sato");
    await user.type(within(dialog).getByLabelText(/E-mail/), "yui.sato@example.com");
    await user.click(within(dialog).getByRole("button", { name: users.inviteSubmit }));
    expect(await within(dialog).findByLabelText(users.link)).toHaveValue(
      "http://localhost:3000/invitations/7Kq2pVfWb0",
    );
    expect(await screen.findByText(en.list.count("5"))).toBeVisible();
  });

  it("are refused at the field when the address is taken", async () => {
    const user = open("/settings/users");
    await user.click(await screen.findByRole("button", { name: users.invite }));
    const dialog = await screen.findByRole("dialog", { name: users.inviteTitle });
    await user.type(within(dialog).getByLabelText(/Name/), "Daniel");
    await user.type(within(dialog).getByLabelText(/E-mail/), "daniel.okafor@example.com");
    await user.click(within(dialog).getByRole("button", { name: users.inviteSubmit }));
    expect(await within(dialog).findByText("Somebody with this address is already a user.")).toBeVisible();
  });
});

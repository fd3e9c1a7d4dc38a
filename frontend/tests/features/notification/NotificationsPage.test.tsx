import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { en } from "@/texts/en";
import { open, withMockApi } from "../../support/screen";

const { notification } = en;

withMockApi();

async function openForm() {
  const user = open("/settings/notifications");
  await user.click(await screen.findByRole("button", { name: notification.addChannel }));
  const dialog = within(await screen.findByRole("dialog", { name: notification.addChannel }));
  return { user, dialog, add: () => user.click(dialog.getByRole("button", { name: notification.addChannel })) };
}

describe("a notification channel", () => {
  it("asks for a name and where it goes", async () => {
    const { dialog, add } = await openForm();
    await add();
    expect(dialog.getAllByText(en.access.fields.required)).toHaveLength(2);
  });

  it("is refused at the field when nothing can be sent there", async () => {
    const { user, dialog, add } = await openForm();
    await user.type(dialog.getByLabelText(/^Name/), "Team");
    await user.type(dialog.getByLabelText(/^URL/), "nowhere");
    await add();
    expect(await dialog.findByText("This is no address that messages can be sent to.")).toBeVisible();
  });

  it("that fails says what the receiver answered, and sends again", async () => {
    const user = open("/settings/notifications?open=2");
    const drawer = within(await screen.findByRole("dialog", { name: "SIEM" }));
    expect(drawer.getByRole("alert")).toHaveTextContent("The receiver answered 503.");
    await user.click(
      await drawer.findByRole("button", {
        name: `${notification.redeliver}: ${notification.events["alerts.raised"](3)}`,
      }),
    );
    expect(await screen.findByText(notification.redelivered)).toBeVisible();
  });
});

it("a list is sent regularly to a channel, and no longer after it is removed", async () => {
  const user = open("/settings/notifications");
  const { exports: words } = notification;
  await user.click(await screen.findByRole("button", { name: words.add }));
  const dialog = within(await screen.findByRole("dialog", { name: words.add }));
  await user.click(dialog.getByRole("combobox", { name: words.channel }));
  await user.click(await screen.findByRole("option", { name: "SIEM", hidden: true }));
  await user.click(dialog.getByRole("button", { name: words.add }));
  await user.click(await screen.findByRole("button", { name: `${en.common.remove}: ${words.lists.accounts}` }));
  expect(await screen.findByText(words.removed(words.lists.accounts))).toBeVisible();
});

import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { en } from "@/texts/en";
import { open, withMockApi } from "../../support/screen";

const { alert, operation } = en;

withMockApi();

const drawer = async () => within(await screen.findByRole("dialog", { name: (name) => name !== "" }));

describe("the alerts", () => {
  it("are told by type with how many there are of each", async () => {
    open("/alerts");
    expect(await screen.findByRole("tab", { name: /^Retired account\s*\d+/ })).toBeVisible();
    expect(screen.getByRole("tab", { name: /^All\s*\d+/ })).toHaveAttribute("aria-selected", "true");
  });

  it("say what resolves them and lead to where it is done", async () => {
    open("/alerts?type=expired_credentials&open=1");
    const about = await drawer();
    expect(await about.findByText("Integrate the workspace again with new credentials.")).toBeVisible();
    expect(about.getByRole("link", { name: alert.drawer.reintegrate })).toHaveAttribute("href", "/integrations?open=3");
  });

  it("are muted with a reason until a day, and undone from the toast", async () => {
    const user = open("/alerts?type=retired_account");
    await screen.findByText(en.list.count("10"));
    await user.click(screen.getByRole("checkbox", { name: en.list.selectAll }));
    await user.click(screen.getByRole("button", { name: alert.mute.mute }));
    const dialog = within(await screen.findByRole("dialog", { name: alert.mute.dialogTitle(10) }));
    await user.click(dialog.getByRole("radio", { name: alert.mute.spans["30"] }));
    await user.type(dialog.getByLabelText(alert.mute.reason), "Kept until the audit");
    await user.click(dialog.getByRole("button", { name: alert.mute.mute }));
    expect(await screen.findByText(alert.mute.muted(10))).toBeVisible();
    expect(await screen.findByText(alert.empty.title)).toBeVisible();
    await user.click(screen.getByRole("button", { name: en.common.undo }));
    expect(await screen.findByText(en.list.count("10"))).toBeVisible();
  });

  it("delete the account that causes them, and are gone with it", async () => {
    const user = open("/alerts?type=retired_account&open=30071");
    const about = await drawer();
    await user.click(await about.findByRole("button", { name: operation.changes.delete.verb }));
    const dialog = within(await screen.findByRole("dialog", { name: /^Delete .* from GitHub\?$/ }));
    expect(await dialog.findByText(operation.consequences.effects.leaves("GitHub"))).toBeVisible();
    await user.click(dialog.getByRole("button", { name: operation.changes.delete.verb }));
    expect(await screen.findByText(operation.changes.delete.requested(1))).toBeVisible();
    expect(await screen.findByText(/was deleted from GitHub$/)).toBeVisible();
    expect(await about.findByText(alert.resolved.title)).toBeVisible();
  });

  it("are counted by service and by person", async () => {
    open("/alerts/services");
    expect(await screen.findByRole("link", { name: "Google Workspace" })).toHaveAttribute("href", "/services/1/alerts");
  });

  it("of a muted service are listed with who muted it, and come back", async () => {
    const user = open("/alerts/services");
    await user.click(await screen.findByRole("button", { name: `${alert.mute.muteService}: Slack` }));
    const dialog = within(await screen.findByRole("dialog", { name: alert.mute.serviceTitle("Slack") }));
    await user.click(dialog.getByRole("button", { name: alert.mute.mute }));
    await screen.findByText(alert.mute.serviceMuted("Slack"));
    await user.click(screen.getByRole("link", { name: alert.sections.muted }));
    await user.click(
      await screen.findByRole("button", { name: `${alert.mute.unmute}: Slack · ${alert.mute.everyType}` }),
    );
    expect(await screen.findByText(alert.mute.serviceUnmuted("Slack"))).toBeVisible();
  });
});

describe("the bell", () => {
  it("tells how many alerts there are and leads to the newest", async () => {
    const user = open("/directory");
    await user.click(await screen.findByRole("button", { name: /^Alerts: \d+/ }));
    const all = await screen.findByRole("link", { name: alert.bell.all, hidden: true });
    expect(all).toHaveAttribute("href", "/alerts");
    expect(await screen.findByText("example-inc · GitHub")).toBeInTheDocument();
  });
});

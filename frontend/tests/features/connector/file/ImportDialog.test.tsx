import { screen, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { en } from "@/texts/en";
import { open, withMockApi } from "../../../support/screen";

const { common, connector } = en;

withMockApi();

const manifest = "manifest: 1\nname: Intranet\n";

/** Chooses a file on the page of own connectors. */
async function choose(user: UserEvent, text: string) {
  await screen.findByRole("button", { name: connector.file.import });
  const input = document.querySelector<HTMLInputElement>("input[type=file]");
  if (input === null) throw new Error("nowhere to choose a file");
  // jsdom has files that cannot be read in this way.
  const file = Object.assign(new File([text], "intranet.yaml"), { text: () => Promise.resolve(text) });
  await user.upload(input, file);
  return within(await screen.findByRole("dialog", { name: connector.file.title }));
}

describe("a connector from a file", () => {
  it("is checked and kept, the next time as a new version or not at all", async () => {
    const user = open("/settings/connectors");
    let dialog = await choose(user, manifest);
    expect(await dialog.findByText(connector.sound)).toBeVisible();
    await user.click(dialog.getByRole("button", { name: connector.file.submit }));
    expect(await screen.findByRole("heading", { name: "intranet" })).toBeVisible();
    expect(await screen.findByRole("link", { name: connector.file.export })).toHaveAttribute(
      "download",
      "intranet.v1.yaml",
    );

    await user.click(screen.getByRole("link", { name: connector.all }));
    dialog = await choose(user, manifest);
    expect(await dialog.findByText(connector.file.exists("intranet", 1))).toBeVisible();
    await user.click(dialog.getByRole("button", { name: common.cancel }));
    expect(await screen.findByRole("row", { name: "intranet 1" })).toBeVisible();

    dialog = await choose(user, `# Daicho connector: intranet, version 7\n${manifest}`);
    await user.click(await dialog.findByRole("button", { name: connector.file.asVersion(2) }));
    expect(await screen.findByText(connector.saved(2))).toBeVisible();
  });

  it("that the linter refuses cannot be kept", async () => {
    const user = open("/settings/connectors");
    const dialog = await choose(user, "manifest: 1\nrequset: x\n");
    expect(await dialog.findByText(connector.file.unsound)).toBeVisible();
    expect(dialog.getByText(`${connector.at(2, 1)}: There is no key \`requset\`.`)).toBeVisible();
    expect(dialog.getByRole("button", { name: connector.file.submit })).toBeDisabled();
  });
});

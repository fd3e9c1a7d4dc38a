import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { en } from "@/texts/en";
import { open, withMockApi } from "../../../support/screen";

const { file: words, provision } = en;

withMockApi();

async function openDialog() {
  const user = open("/services/4");
  await user.click(await screen.findByRole("button", { name: provision.addFromFileButton }));
  const dialog = within(await screen.findByRole("dialog", { name: /^Add accounts in WordPress/ }));
  await dialog.findByRole("button", { name: words.choose });
  const choose = (lines: readonly string[]) => {
    const input = document.querySelector<HTMLInputElement>("input[type='file']");
    if (input === null) throw new Error("there is no field for a file");
    return user.upload(
      input,
      new File([["E-mail address,Name", ...lines].join("\n")], "new.csv", { type: "text/csv" }),
    );
  };
  return { user, dialog, choose };
}

describe("accounts from a spreadsheet", () => {
  it("offers the service's template", async () => {
    const { dialog } = await openDialog();
    expect(dialog.getByRole("link", { name: words.template })).toHaveAttribute(
      "href",
      expect.stringContaining("/workspaces/8/provisioning-meta/template"),
    );
  });

  it("are not asked for while a line is wrong, which is named by line and column", async () => {
    const { dialog, choose } = await openDialog();
    await choose(["yui@example.com,Yui", "not an address,Ren"]);
    const problems = within(await dialog.findByRole("region", { name: words.problem }));
    expect(problems.getByText("not an address")).toBeVisible();
    expect(problems.getByText("3")).toBeVisible();
    expect(dialog.getByRole("button", { name: provision.submitMany(1) })).toBeDisabled();
  });

  it("are asked for in one go once every line is right", async () => {
    const { user, dialog, choose } = await openDialog();
    await choose(["yui@example.com,Yui", "ren@example.com,Ren"]);
    await user.click(await dialog.findByRole("button", { name: provision.submitMany(2) }));
    expect(await dialog.findAllByText(provision.success)).toHaveLength(2);
  });
});

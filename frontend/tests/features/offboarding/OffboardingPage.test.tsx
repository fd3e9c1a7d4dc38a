import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { en } from "@/texts/en";
import { open, withMockApi } from "../../support/screen";

const { offboarding } = en;

withMockApi();

test("the board shows each offboarding in the column of its state", async () => {
  open("/offboarding");
  const column = within(await screen.findByRole("region", { name: /^Needs a person/ }));
  expect(column.getAllByRole("article")).toHaveLength(2);
});

test("an offboarding is planned from a person, with a task by hand", async () => {
  const user = open("/directory/1018");
  await user.click(await screen.findByRole("button", { name: offboarding.start.personButton }));
  const dialog = within(await screen.findByRole("dialog", { name: /^Offboard / }));
  await user.click(await dialog.findByRole("button", { name: offboarding.task.add }));
  await user.type(dialog.getByLabelText(offboarding.task.what), "Laptop");
  await user.click(dialog.getByRole("button", { name: offboarding.start.submit }));
  expect(await screen.findByRole("heading", { name: /^Offboarding: / })).toBeVisible();
  expect(screen.getByText("Laptop")).toBeVisible();
});

test("it runs to its record once what is lost was confirmed and the task is done", async () => {
  const user = open("/offboarding/1");
  await user.click(await screen.findByRole("button", { name: offboarding.verbs.run }));
  const confirm = within(await screen.findByRole("dialog", { name: /^Offboard .* now\?$/ }));
  const name = confirm.queryByLabelText(/^Type /);
  if (name !== null) await user.type(name, /“(.+)”/.exec(confirm.getByText(/^Type /).textContent)?.[1] ?? "");
  await user.click(confirm.getByRole("button", { name: offboarding.verbs.run }));

  const task = "ノートPCの返却";
  await user.click(await screen.findByRole("button", { name: `${offboarding.task.complete}: ${task}` }));
  const done = within(await screen.findByRole("dialog", { name: offboarding.task.completeTitle(task) }));
  await user.click(done.getByRole("button", { name: offboarding.task.complete }));
  expect(await screen.findByRole("link", { name: offboarding.record.pdf })).toHaveAttribute(
    "href",
    expect.stringMatching(/\/record\.pdf$/),
  );
});

test("what failed says why and is tried again", async () => {
  const user = open("/offboarding/4");
  expect(await screen.findByText("The registered credentials are incorrect or have expired")).toBeVisible();
  await user.click(screen.getByRole("button", { name: offboarding.verbs.retry }));
  expect(await screen.findByText(offboarding.did.retry)).toBeVisible();
});

test("an automation shows what it would do without doing it", async () => {
  const user = open("/offboarding/automations/1");
  await user.click(await screen.findByRole("combobox", { name: en.automation.person }));
  const people = within(await screen.findByRole("listbox", { name: en.automation.person, hidden: true }));
  const [first] = await people.findAllByRole("option", { hidden: true });
  await user.click(first ?? document.body);
  await user.click(screen.getByRole("button", { name: en.automation.dryRun }));
  expect(await screen.findByText(en.automation.wouldDo)).toBeVisible();
});

import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { initialValues, missingFields, sharedFields } from "@/features/operation/provision/values";
import type { ProvisioningField } from "@/features/operation/provision/types";
import { en } from "@/texts/en";
import { samplePerson } from "../../directory/samplePerson";
import { open, withMockApi } from "../../../support/screen";

const { provision } = en;

withMockApi();

async function openForm() {
  const user = open("/services/4");
  await user.click(await screen.findByRole("button", { name: provision.addAccountButton }));
  const dialog = within(await screen.findByRole("dialog", { name: /^Add an account in WordPress/ }));
  await dialog.findByLabelText(/E-mail address/);
  return { user, dialog };
}

describe("adding an account", () => {
  it("asks for what the service needs and nothing is sent while it lacks", async () => {
    const { user, dialog } = await openForm();
    await user.click(dialog.getByRole("button", { name: provision.submit }));
    expect(dialog.getAllByText(en.access.fields.required)).toHaveLength(2);
  });

  it("ends with the account that was made", async () => {
    const { user, dialog } = await openForm();
    await user.type(dialog.getByLabelText(/E-mail address/), "yui@example.com");
    await user.type(dialog.getByRole("textbox", { name: /^Name/ }), "Yui Sato");
    await user.click(dialog.getByRole("button", { name: provision.submit }));
    expect(await dialog.findByText(provision.success)).toBeVisible();
  });

  it("shows why the service refused it, and goes back to the form", async () => {
    const { user, dialog } = await openForm();
    await user.type(dialog.getByLabelText(/E-mail address/), "taken@example.com");
    await user.type(dialog.getByRole("textbox", { name: /^Name/ }), "Yui Sato");
    await user.click(dialog.getByRole("button", { name: provision.submit }));
    expect(await dialog.findByText(/already there/)).toBeVisible();
    await user.click(dialog.getByRole("button", { name: provision.backToForm }));
    expect(await dialog.findByLabelText(/E-mail address/)).toBeVisible();
  });
});

const field = (changes: Partial<ProvisioningField>): ProvisioningField => ({
  name: "email",
  label: "E-mail",
  kind: "text",
  required: true,
  choices: [],
  default: null,
  example: null,
  prefill: null,
  ...changes,
});

describe("the values of a form", () => {
  const fields = [
    field({ prefill: "email" }),
    field({ name: "team", prefill: "department", required: false }),
    field({ name: "role", kind: "choice", default: "member" }),
    field({ name: "groups", kind: "list", required: false }),
  ];
  const person = samplePerson({ primaryEmail: "yui@example.com", department: { name: "Sales" } });

  it("begin with what the directory knows, else with the service's default", () =>
    expect(initialValues(fields, person)).toEqual({
      email: "yui@example.com",
      team: "Sales",
      role: "member",
      groups: [],
    }));

  it("lack what is required and empty", () =>
    expect(missingFields(fields, { ...initialValues(fields, null), role: "" }, "Needed")).toEqual({
      email: "Needed",
      role: "Needed",
    }));

  it("are shared where the directory does not fill them", () =>
    expect(sharedFields(fields).map(({ name }) => name)).toEqual(["role", "groups"]));
});

import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { en } from "@/texts/en";
import { open, withMockApi } from "../../support/screen";

const { catalogue } = en;

withMockApi();

describe("the details of a service", () => {
  it("tell how many requests a sync makes and where the facts come from", async () => {
    open("/integrations/catalogue?open=github");
    const drawer = within(await screen.findByRole("dialog", { name: "GitHub" }));
    expect(drawer.getByText(/^about 14 for a thousand accounts$/)).toBeVisible();
    expect(drawer.getByRole("link", { name: "https://docs.example.com/api" })).toBeVisible();
  });

  it("without a connector tell what is known of its own pages", async () => {
    open("/integrations/catalogue?open=cybozu-office");
    const drawer = within(await screen.findByRole("dialog", { name: "Cybozu Office" }));
    expect(drawer.getByText("Administration → Users")).toBeVisible();
  });
});

it("services are found by what they tell", async () => {
  open("/integrations/catalogue?capability=employeeMaster");
  expect(await screen.findByRole("button", { name: catalogue.details("Google Workspace") })).toBeVisible();
  expect(screen.queryByRole("button", { name: catalogue.details("GitHub") })).toBeNull();
});

it("a missing service is asked for under the name that was searched for", async () => {
  const user = open("/integrations/catalogue?query=Frobnicator");
  const [button] = await screen.findAllByRole("button", { name: catalogue.missing });
  await user.click(button ?? document.body);
  const dialog = within(await screen.findByRole("dialog", { name: catalogue.request.title }));
  expect(dialog.getByLabelText(/^Service/)).toHaveValue("Frobnicator");
  await user.click(dialog.getByRole("button", { name: catalogue.request.submit }));
  expect(await screen.findByText(catalogue.request.done("Frobnicator"))).toBeVisible();
});

import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { en } from "@/texts/en";
import { catalogue as sampleCatalogue } from "../../../mock/integration/catalogue";
import { open, withMockApi } from "../../support/screen";

const { access, catalogue, integration } = en;

const server = withMockApi();

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

  it("that waits to be recorded lead to the extension, and to keeping it by hand", async () => {
    const user = open("/integrations/catalogue?open=cybozu-office");
    const drawer = within(await screen.findByRole("dialog", { name: "Cybozu Office" }));
    await user.click(drawer.getByRole("button", { name: catalogue.recording.record }));
    const steps = within(await screen.findByRole("dialog", { name: catalogue.recording.title("Cybozu Office") }));
    expect(steps.getByRole("link", { name: "https://example.cybozu.com/login" })).toBeVisible();
    await user.click(steps.getByRole("button", { name: catalogue.recording.pairNow }));
    expect(await screen.findByRole("dialog", { name: access.extension.title })).toBeVisible();
  });

  it("that waits to be recorded can be kept by hand", async () => {
    const user = open("/integrations/catalogue?open=cybozu-office");
    await user.click(await screen.findByRole("button", { name: catalogue.recording.keepByHand }));
    expect(
      await screen.findByRole("dialog", { name: new RegExp(integration.connect.title("Cybozu Office")) }),
    ).toBeVisible();
  });
});

it("services are found by what they tell", async () => {
  open("/integrations/catalogue?capability=employeeMaster");
  expect(await screen.findByRole("button", { name: catalogue.details("Google Workspace") })).toBeVisible();
  expect(screen.queryByRole("button", { name: catalogue.details("GitHub") })).toBeNull();
});

it("services that wait to be recorded are found, and marked", async () => {
  open("/integrations/catalogue?toBeRecorded=true");
  expect(await screen.findByRole("button", { name: catalogue.details("Cybozu Office") })).toBeVisible();
  expect(screen.getAllByText(catalogue.toBeRecorded).length).toBeGreaterThan(0);
  expect(screen.queryByRole("button", { name: catalogue.details("GitHub") })).toBeNull();
});

it("a service that the organization has recorded leads to its connector", async () => {
  const recorded = sampleCatalogue
    .filter(({ slug }) => slug === "cybozu-office")
    .map((service) => ({ ...service, toBeRecorded: false, recordedAs: "cybozu-office-recorded" }));
  server.use(http.get("*/api/v1/organizations/:organization/catalogue", () => HttpResponse.json({ items: recorded })));
  open("/integrations/catalogue?toBeRecorded=recorded&open=cybozu-office");
  const drawer = within(await screen.findByRole("dialog", { name: "Cybozu Office" }));
  expect(drawer.getByText(catalogue.recording.recordedLead("cybozu-office-recorded"))).toBeVisible();
  expect(screen.getAllByText(catalogue.recorded).length).toBeGreaterThan(0);
  expect(screen.queryByText(catalogue.noConnector)).toBeNull();
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

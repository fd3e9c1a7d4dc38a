import { Text } from "@codemirror/state";
import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { recordOf } from "@/features/connector/attempt/Pairs";
import { placeOf } from "@/features/connector/editor/places";
import { en } from "@/texts/en";
import { open, withMockApi } from "../../support/screen";

const { connector } = en;

const server = withMockApi();

describe("a new connector", () => {
  it("is saved under its short name and becomes version 1", async () => {
    const user = open("/settings/connectors/new");
    expect(await screen.findByText(connector.sound)).toBeVisible();
    await user.type(await screen.findByLabelText(new RegExp(`^${connector.slug}`)), "intranet");
    await user.click(screen.getByRole("button", { name: connector.save }));
    expect(await screen.findByText(connector.saved(1))).toBeVisible();
    expect(await screen.findByRole("heading", { name: "intranet" })).toBeVisible();
  });

  it("is not saved while the linter finds something, which it names by line and column", async () => {
    server.use(
      http.post("*/connectors/lint", () =>
        HttpResponse.json({ problems: [{ line: 8, column: 5, message: "There is no key `requset`." }] }),
      ),
    );
    open("/settings/connectors/new");
    expect(
      await screen.findByRole("button", { name: `${connector.at(8, 5)}: There is no key \`requset\`.` }),
    ).toBeVisible();
    expect(screen.getByRole("button", { name: connector.save })).toBeDisabled();
  });

  it("is tried request by request, each beside what was read", async () => {
    const user = open("/settings/connectors/new");
    await user.click(await screen.findByRole("button", { name: connector.attempt.submit }));
    expect(await screen.findByText(connector.attempt.accounts("1"))).toBeVisible();
    expect(screen.getByText(/^GET https:\/\/intranet\.example\.com\/users · 200/)).toBeVisible();
  });
});

describe("the place of a problem", () => {
  const text = Text.of(["manifest: 1", "name: Intranet"]);
  it("is counted from 1", () => expect(placeOf(text, { line: 2, column: 7 })).toEqual({ from: 18, to: 26 }));
  it("stays in the text when lines were taken away", () =>
    expect(placeOf(text, { line: 9, column: 99 })).toEqual({ from: 26, to: 26 }));
});

it("sends only pairs that have a name", () => {
  expect(
    recordOf([
      { name: " token ", value: "x" },
      { name: "", value: "y" },
    ]),
  ).toEqual({ token: "x" });
});

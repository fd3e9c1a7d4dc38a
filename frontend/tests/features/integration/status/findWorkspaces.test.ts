import { expect, test } from "vitest";
import { findWorkspaces } from "@/features/integration/status/findWorkspaces";
import { makeWorkspaces } from "../../../../mock/integration/workspaces";

const workspaces = makeWorkspaces(() => 10);
const everything = { query: "", sort: null, filters: {} };
const names = (request: Partial<typeof everything>) =>
  findWorkspaces(workspaces, { ...everything, ...request }).map(({ serviceName }) => serviceName);

test("what needs a person stands first", () => {
  expect(names({}).slice(0, 2)).toEqual(["GitHub", "Slack"]);
});

test("finds by the service's and the workspace's name, in any width", () => {
  expect(names({ query: "採用" })).toEqual(["WordPress (self-hosted)"]);
  expect(names({ query: "ｓｌａｃｋ" })).toEqual(["Slack"]);
});

test("filters by state and kind", () => {
  expect(names({ filters: { status: ["paused", "held"] } })).toEqual(["Slack", "GitLab"]);
  expect(names({ filters: { kind: ["manual_import"] } })).toEqual(["freee Accounting"]);
});

test("sorts both ways", () => {
  const ascending = findWorkspaces(workspaces, { ...everything, sort: { key: "workspace", descending: false } });
  const descending = findWorkspaces(workspaces, { ...everything, sort: { key: "workspace", descending: true } });
  expect(ascending[0]?.serviceName).toBe("freee Accounting");
  expect(descending.map(({ id }) => id)).toEqual(ascending.map(({ id }) => id).toReversed());
});

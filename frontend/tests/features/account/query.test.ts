import { describe, expect, it } from "vitest";
import { toSearch } from "@/components/DataList/parameters";
import { accountParameters, showsRetired } from "@/features/account/query";

const nothing = { query: "", sort: null, filters: {} };

describe("the API's parameters of an account list", () => {
  it("says nothing that was not asked", () => {
    expect(toSearch(accountParameters({}, nothing))).toBe("");
  });

  it("repeats the name of a filter for each of its values", () => {
    const filters = { types: ["retired", "unknown"], twoFa: ["false"], statuses: [] };
    expect(toSearch(accountParameters({}, { ...nothing, filters }))).toBe("types=retired&types=unknown&twoFa=false");
  });

  it("takes a span of days apart, of which either end may be open", () => {
    const filters = { lastActivity: ["2026-01-01:"], created: ["2025-01-01:2025-12-31"] };
    expect(accountParameters({}, { ...nothing, filters })).toMatchObject({
      lastActivityAfter: "2026-01-01",
      lastActivityBefore: undefined,
      createdAfter: "2025-01-01",
      createdBefore: "2026-01-01",
    });
  });

  it("keeps to its service, its workspaces and its person whatever the filters say", () => {
    const request = { ...nothing, filters: { serviceIds: ["9"], workspaceIds: ["8"] } };
    expect(accountParameters({ serviceId: 3, workspaceIds: [4], peopleId: 5 }, request)).toMatchObject({
      serviceIds: [3],
      workspaceIds: [4],
      peopleId: 5,
    });
  });

  it("sorts in the server's words", () => {
    const request = { ...nothing, query: "佐藤", sort: { key: "lastActivity", descending: true } };
    expect(accountParameters({}, request)).toMatchObject({
      keyword: "佐藤",
      sortBy: "lastActivity",
      sortOrder: "DESC",
    });
  });
});

it("knows the list of retired accounts by its filter", () => {
  expect(showsRetired(["retired"])).toBe(true);
  expect(showsRetired(["retired", "unknown"])).toBe(false);
  expect(showsRetired([])).toBe(false);
});

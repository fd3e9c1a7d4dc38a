import { describe, expect, it } from "vitest";
import {
  moveColumn,
  nextSort,
  readListState,
  toggleColumn,
  writeListState,
  type StateRules,
} from "@/components/DataList/listState";

const rules: StateRules = {
  columns: [
    { key: "name", sortKey: "name" },
    { key: "email" },
    { key: "status", sortKey: "status" },
    { key: "memo", initiallyHidden: true },
  ],
  filters: [
    { kind: "choice", key: "types", label: "User type", options: [{ value: "retired", label: "Retired" }] },
    { kind: "boolean", key: "twoFa", label: "Two-factor" },
    { kind: "dates", key: "created", label: "Created" },
    { kind: "text", key: "licence", label: "Licence" },
  ],
  defaultSort: { key: "name", descending: false },
};

const read = (search: Parameters<typeof readListState>[1], remembered = {}) => readListState(rules, search, remembered);

describe("a list's state", () => {
  it("is the list's own when the address says nothing", () => {
    expect(read({})).toEqual({
      query: "",
      sort: { key: "name", descending: false },
      filters: {},
      columns: ["name", "email", "status"],
      density: "comfortable",
      open: null,
    });
  });

  it("is what a link says, as from Home to the retired accounts", () => {
    const state = read({ types: "retired", sort: "-status", query: "tanaka", open: "7", twoFa: "false" });
    expect(state).toMatchObject({
      query: "tanaka",
      sort: { key: "status", descending: true },
      filters: { types: ["retired"], twoFa: ["false"] },
      open: "7",
    });
  });

  it("takes nothing that makes no sense from an address", () => {
    const state = read({ sort: "-memo", twoFa: "maybe", created: "yesterday", columns: "nonsense", density: "huge" });
    expect(state).toMatchObject({ ...read({}) });
  });

  it("reads spans of days with an open end", () => {
    expect(read({ created: "2026-11-01:" }).filters).toEqual({ created: ["2026-11-01:"] });
    expect(read({ created: ":" }).filters).toEqual({});
  });

  it("remembers columns and density, but the address wins", () => {
    const remembered = { columns: ["email", "gone"], density: "compact" } as const;
    expect(read({}, remembered)).toMatchObject({ columns: ["email"], density: "compact" });
    expect(read({ columns: "status,name" }, remembered).columns).toEqual(["status", "name"]);
  });

  it("comes back from the address that it was written to", () => {
    const change = {
      query: "a b",
      sort: { key: "status", descending: true },
      filters: { types: ["retired", "unknown"], created: ["2026-11-01:2026-11-30"] },
      columns: ["memo", "name"],
      density: "compact",
      open: "97#user@example.com",
    } as const;
    expect(read(writeListState(rules, {}, change))).toEqual(change);
  });

  it("leaves other parameters of the address alone and drops what is back to the standard", () => {
    const search = { workspace: "3", types: "retired", sort: "-name", query: "x" };
    const next = writeListState(rules, search, { filters: {}, sort: { key: "name", descending: false }, query: "" });
    expect(next).toEqual({ workspace: "3" });
  });
});

describe("columns", () => {
  it("sort up, then down, then as the list does by itself", () => {
    const up = nextSort(null, "name");
    const down = nextSort(up, "name");
    expect([up?.descending, down?.descending, nextSort(down, "name")]).toEqual([false, true, null]);
    expect(nextSort(down, "status")).toEqual({ key: "status", descending: false });
  });

  it("return to their place when they are shown again", () => {
    expect(toggleColumn(rules, ["name", "status"], "email")).toEqual(["name", "email", "status"]);
    expect(toggleColumn(rules, ["status", "email"], "memo")).toEqual(["status", "email", "memo"]);
  });

  it("never leave a list without any", () => {
    expect(toggleColumn(rules, ["name"], "name")).toEqual(["name"]);
  });

  it("move by one place, not beyond the ends", () => {
    expect(moveColumn(["a", "b", "c"], "c", -1)).toEqual(["a", "c", "b"]);
    expect(moveColumn(["a", "b", "c"], "c", 1)).toEqual(["a", "b", "c"]);
  });
});

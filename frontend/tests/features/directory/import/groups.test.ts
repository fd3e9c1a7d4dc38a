import { expect, it } from "vitest";
import { firstGroup, isApplicable, rowsOf } from "@/features/directory/import/groups";
import type { ImportResult } from "@/features/directory/types";

const nothing = { added: 0, changed: 0, unchanged: 0, conflicting: 0, errors: 0 };

function result(summary: Partial<ImportResult["summary"]>): ImportResult {
  return { summary: { ...nothing, ...summary }, rows: [], errors: [], applied: false };
}

it("opens with what needs a look first", () => {
  expect(firstGroup(result({ added: 3, errors: 1 }))).toBe("errors");
  expect(firstGroup(result({ added: 3, conflicting: 1 }))).toBe("conflicting");
  expect(firstGroup(result({ added: 3, changed: 1 }))).toBe("changed");
  expect(firstGroup(result({}))).toBe("unchanged");
});

it("can be applied when there is something to change and nothing wrong", () => {
  expect(isApplicable(result({ added: 1 }))).toBe(true);
  expect(isApplicable(result({ added: 1, errors: 1 }))).toBe(false);
  expect(isApplicable(result({ unchanged: 5 }))).toBe(false);
});

it("finds the rows of a group", () => {
  const preview: ImportResult = {
    ...result({ added: 1, unchanged: 1 }),
    rows: [
      { line: 2, action: "add", identityId: null, displayName: "Ann", changes: [] },
      { line: 3, action: "unchanged", identityId: "1", displayName: "Bob", changes: [] },
    ],
  };
  expect(rowsOf(preview, "added").map(({ line }) => line)).toEqual([2]);
});

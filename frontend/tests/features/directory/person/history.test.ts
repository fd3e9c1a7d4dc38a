import { expect, it } from "vitest";
import { groupHistory } from "@/features/directory/person/historyGroups";
import { historyWords } from "@/features/directory/person/historyWords";
import type { HistoryItem } from "@/features/directory/types";
import { createFormat } from "@/texts/format";
import { en } from "@/texts/en";
import { customField } from "../../../../mock/ledger";

function item(id: number, more: Partial<HistoryItem> = {}): HistoryItem {
  return {
    id: String(id),
    field: "jobTitle",
    previous: null,
    current: "Lead",
    type: "update",
    source: "manual",
    actor: "misaki@example.com",
    createdAt: "2026-11-01T00:00:00Z",
    ...more,
  };
}

const badge = customField(1, "Badge", "badge", { kind: "text" });
const words = historyWords(en.directory, createFormat("en", "UTC"), [badge]);

it("shows together what was changed in one go", () => {
  const items = [item(3), item(2, { field: "note" }), item(1, { actor: "daniel@example.com" })];
  expect(groupHistory(items).map((group) => group.items.map(({ id }) => id))).toEqual([["3", "2"], ["1"]]);
});

it.each([
  [item(1), "Job title: nothing → Lead"],
  [item(1, { field: "employeeStatus", previous: "active", current: "retired" }), "Status: Active → Retired"],
  [
    item(1, { field: "lifecycle.contractEndAt", previous: null, current: "2026-12-31" }),
    "Employment ends: nothing → 31 Dec 2026",
  ],
  [item(1, { field: "department", previous: { name: "Sales" }, current: null }), "Department: Sales → nothing"],
  [
    item(1, { field: "secondaryEmails", previous: [], current: ["a@example.com", "b@example.com"] }),
    "Secondary e-mails: nothing → a@example.com, b@example.com",
  ],
  [item(1, { field: "customFields.badge", previous: 1, current: "A" }), "Badge: 1 → A"],
  [item(1, { type: "merge", field: "mergedPeople", current: "Ann Lee" }), "Merged: Ann Lee"],
])("tells a change in words", (change, sentence) => {
  expect(words.change(change)).toBe(sentence);
});

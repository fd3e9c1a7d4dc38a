import { expect, it } from "vitest";
import { emptyChanges, updatesOf } from "@/features/directory/list/bulkChanges";

it("sends the chosen fields only, and empties a chosen field that is left empty", () => {
  const changes = { ...emptyChanges, department: "開発部", jobTitle: " ", contractEndAt: "2026-12-31", note: "x" };
  expect(updatesOf(changes, new Set(["department", "jobTitle", "contractEndAt", "suspensionEndAt"]))).toEqual({
    department: { name: "開発部" },
    jobTitle: null,
    lifecycle: { contractEndAt: "2026-12-31", suspensionEndAt: null },
  });
});

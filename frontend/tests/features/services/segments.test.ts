import { expect, test } from "vitest";
import { segmentsOf } from "@/features/services/segments";

test("the types always stand in the same order, without those that nobody has", () => {
  expect(segmentsOf({ retired: 2, employee: 9, system: 0 })).toEqual([
    { type: "employee", count: 9 },
    { type: "retired", count: 2 },
  ]);
  expect(segmentsOf({})).toEqual([]);
});

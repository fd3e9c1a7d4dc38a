import { expect, test } from "vitest";
import { splitDuration, wordOr } from "@/features/integration/log/words";

test("a duration is split into minutes, seconds and milliseconds", () => {
  expect(splitDuration(125_400)).toEqual({ minutes: 2, seconds: 5, milliseconds: 400 });
  expect(splitDuration(240)).toEqual({ minutes: 0, seconds: 0, milliseconds: 240 });
});

test("a kind that has no word yet speaks for itself", () => {
  expect(wordOr({ sync: "Sync" }, "sync")).toBe("Sync");
  expect(wordOr({ sync: "Sync" }, "hand_over")).toBe("hand_over");
});

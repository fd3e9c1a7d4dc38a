import { expect, test } from "vitest";
import { latestRun, runInProgress } from "@/features/integration/connect/firstRun";
import type { Run } from "@/features/integration/types";

const runs: Run[] = [
  { requestId: "b", status: "finished", at: "2026-11-22T03:00:00Z" },
  { requestId: "c", status: "running", at: "2026-11-23T03:00:00Z" },
  { requestId: "a", status: "failed", at: "2026-11-21T03:00:00Z" },
];

test("finds the latest run in whatever order they come", () => {
  expect(latestRun(runs)?.requestId).toBe("c");
  expect(latestRun([])).toBeUndefined();
});

test("finds the run that goes on, if there is one", () => {
  expect(runInProgress(runs)?.requestId).toBe("c");
  expect(runInProgress(runs.slice(0, 1))).toBeUndefined();
});

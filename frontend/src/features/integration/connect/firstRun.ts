import type { Run } from "../types";

export function latestRun(runs: readonly Run[]): Run | undefined {
  return [...runs].sort((one, other) => other.at.localeCompare(one.at))[0];
}

/** The run that goes on right now, such as the one that a new workspace begins with by itself. */
export function runInProgress(runs: readonly Run[]): Run | undefined {
  return latestRun(runs.filter(({ status }) => status === "queued" || status === "running"));
}

import type { Schemas } from "@/api/types";

/** A place in a manifest that the linter does not accept; lines and columns count from 1. */
export type ManifestProblem = Schemas["ManifestProblem"];
export type ConnectorVersion = Schemas["ConnectorVersion"];
/** A connector that the organization wrote itself; its oldest version comes first. */
export type OwnConnector = Schemas["OwnConnector"];

export const attemptOperations = [
  "verify",
  "list",
  "create",
  "suspend",
  "reactivate",
  "delete",
] as const satisfies AttemptOperation[];
export type AttemptOperation = Schemas["TriedOperation"];
export type AttemptDraft = Schemas["TryManifestRequest"];
/** One request of a trial beside what was read from its answer. */
export type AttemptStep = Schemas["TrialStep"];
export type AttemptResult = Schemas["TrialReport"];

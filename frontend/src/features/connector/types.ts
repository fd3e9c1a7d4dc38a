/** A place in a manifest that the linter does not accept; lines and columns count from 1. */
export interface ManifestProblem {
  line: number;
  column: number;
  message: string;
}

export interface ConnectorVersion {
  version: number;
  createdAt: string;
  createdBy: string;
}

/** A connector that the organization wrote itself. */
export interface OwnConnector {
  slug: string;
  manifest: string;
  version: number;
  /** The oldest first. */
  versions: ConnectorVersion[];
  problems: ManifestProblem[];
}

export const attemptOperations = ["verify", "list", "create", "suspend", "reactivate", "delete"] as const;
export type AttemptOperation = (typeof attemptOperations)[number];

export interface AttemptDraft {
  manifest: string;
  operation: AttemptOperation;
  auth: { method: string; values: Readonly<Record<string, string>> };
  settings?: { baseUrl: string };
  input?: Readonly<Record<string, string>>;
}

/** One request of a trial beside what was read from its answer. */
export interface AttemptStep {
  method: string;
  url: string;
  status: number | null;
  milliseconds: number;
  /** The beginning of it. */
  answer: string | null;
  read: unknown[];
}

export interface AttemptResult {
  steps: AttemptStep[];
  accounts?: unknown[] | null;
  tenant?: unknown;
  outcome?: unknown;
  /** What went wrong, by the id of the fault, and in the service's words. */
  error?: { kind: string; detail: string } | null;
}

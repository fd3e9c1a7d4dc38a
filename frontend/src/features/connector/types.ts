import type { Account } from "@/features/account/types";
import type { Refusal } from "@/features/operation/types";

/** A place in a manifest that the linter does not accept; lines and columns count from 1. */
export interface ManifestProblem {
  line: number;
  column: number;
  message: string;
}

export interface ConnectorSummary {
  slug: string;
  serviceId: number;
  version: number;
  problems?: ManifestProblem[];
}

export interface ConnectorVersion {
  version: number;
  createdAt: string;
  createdBy: string;
}

/** A connector that the organization wrote itself. */
export interface OwnConnector extends ConnectorSummary {
  manifest: string;
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
  accounts?: Partial<Account>[] | null;
  tenant?: unknown;
  outcome?: unknown;
  error?: Refusal | null;
}

import type { ServiceRef, WorkspaceRef } from "@/features/alert/types";

/** What can be asked for an account that is there, in the API's words. */
export type AccountChange = "delete" | "deactivate" | "reactivate";

export const operationKinds = ["create", "suspend", "reactivate", "delete"] as const;
export type OperationKind = (typeof operationKinds)[number];

export type OperationState = "scheduled" | "requested" | "running" | "succeeded" | "failed" | "unknown" | "cancelled";

export type OperationOrigin = "screen" | "api" | "slack" | "automation" | "offboarding";

/** Why an operation failed or is refused, in the reader's language, with what to do. */
export interface Refusal {
  errorId?: string;
  fault?: string;
  message: string;
  remedy?: string | null;
  /** In the service's words. */
  detail?: string | null;
}

export interface AccountRef {
  /** `<workspace id>#<the service's own id>`. */
  id: string;
  accountId: number;
  displayName: string | null;
  email: string | null;
  userName?: string | null;
}

/** As much as is known of an account, to call it by. */
export interface Named {
  id?: string | null;
  accountId?: number | null;
  displayName: string | null;
  email: string | null;
  userName?: string | null;
}

export interface Operation {
  id: string;
  kind: OperationKind;
  state: OperationState;
  service: ServiceRef;
  workspace: WorkspaceRef;
  /** Without ids while it is yet to be created. */
  account: Named | null;
  person?: { peopleId: number; displayName: string } | null;
  requestedBy: string;
  origin: OperationOrigin;
  createdAt: string;
  /** When it begins, for a scheduled one. */
  runAt: string | null;
  finishedAt?: string | null;
  attempts: number;
  error?: Refusal | null;
  alreadyGone?: boolean;
}

export interface PlannedRequest {
  method: string;
  url: string;
  /** Text by name, or several texts. */
  query?: Record<string, string | readonly string[]> | null;
  headers?: Record<string, string> | null;
  body?: unknown;
}

/** What an operation would send, and what goes with it. */
export interface Plan {
  operation: OperationKind;
  account: AccountRef;
  service: ServiceRef;
  workspace: WorkspaceRef;
  allowed: boolean;
  refusal?: Refusal | null;
  requests: PlannedRequest[];
  /** Of deleting only. */
  effect: "removes" | "deactivates" | "leaves" | null;
  removesContent?: boolean | null;
  touches?: string | null;
  sharedUsers?: string | null;
  freesLicense?: boolean | null;
  plan?: string | null;
  /** The service can hand the content over to another account of the workspace. */
  handOver?: { input: string; required?: boolean } | null;
  /** What has to be typed, because content is lost. */
  confirmName?: string | null;
  scheduledFor?: string | null;
  suspendsNow?: boolean;
}

import type { ServiceRef, WorkspaceRef } from "@/features/alert/types";
import type { AccountRef, Refusal } from "@/features/operation/types";

export const offboardingStates = [
  "planned",
  "waiting_for_approval",
  "running",
  "paused",
  "needs_person",
  "done",
  "cancelled",
] as const;
export type OffboardingState = (typeof offboardingStates)[number];

export const stepActions = ["delete", "suspend", "transfer", "manual", "leave"] as const;
export type StepAction = (typeof stepActions)[number];

export type StepState = "waiting" | "running" | "done" | "failed" | "unknown" | "skipped" | "by_hand";

export interface OffboardedPerson {
  peopleId: number;
  displayName: string;
  primaryEmail: string | null;
}

/** A user of Daicho who approves, or is asked to do something. */
export interface UserRef {
  id: number;
  /** Null once the user was removed. */
  email: string | null;
}

/** The service was read again after the work: whether the account is really gone, and how that was seen. */
export interface Verified {
  at: string;
  gone: boolean;
  how: "absent" | "suspended" | "still_there" | "not_read";
  /** Why the service could not be read. */
  detail?: string | null;
}

export interface Step {
  /** Null while the plan is not stored. */
  id: number | null;
  kind: "account" | "task";
  service?: ServiceRef | null;
  workspace?: WorkspaceRef | null;
  account?: AccountRef | null;
  /** What a task asks for. */
  title?: string | null;
  action: StepAction;
  /** Steps of the same number run side by side, the lower first. */
  order: number;
  state: StepState;
  operationId?: string | null;
  removesContent?: boolean | null;
  touches?: string | null;
  /** The account that takes over, by its number. */
  transferTo?: number | null;
  assignee?: UserRef | null;
  dueDate?: string | null;
  note?: string | null;
  error?: Refusal | null;
  verified?: Verified | null;
}

export interface Offboarding {
  id: number;
  person: OffboardedPerson;
  state: OffboardingState;
  runAt?: string | null;
  approver?: UserRef | null;
  approvedBy?: string | null;
  createdBy: string;
  createdAt: string;
  startedAt?: string | null;
  finishedAt?: string | null;
  progress: { done: number; total: number };
  steps: Step[];
}

/** What is asked for one account. */
export interface StepDraft {
  accountId: number;
  action: StepAction;
  transferTo?: string | number;
  order: number;
  assigneeId?: number;
  dueDate?: string;
  note?: string;
}

/** Something that no connector can do. */
export interface TaskDraft {
  title: string;
  assigneeId?: number;
  dueDate?: string;
  note?: string;
}

export interface OffboardingDraft {
  peopleId: number;
  runAt?: string;
  approverId?: number;
  steps?: readonly StepDraft[];
  tasks?: readonly TaskDraft[];
}

/** What is done by default at a service; without a service it is the rule for all others. */
export interface Policy {
  serviceId: number | null;
  action: StepAction;
  order: number;
  transferTo: "manager" | "none";
}

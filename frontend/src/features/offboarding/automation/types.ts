import type { Plan, Refusal } from "@/features/operation/types";
import type { OffboardedPerson, Offboarding } from "../types";

export type AutomationKind = "joiner" | "leaver";

export const triggerFields = ["contractStartAt", "contractEndAt", "status", "department", "employeeType"] as const;
export type TriggerField = (typeof triggerFields)[number];

export const moments = ["on", "before", "after"] as const;
export type Moment = (typeof moments)[number];

export interface Trigger {
  field: TriggerField;
  when: Moment;
  /** How many days before or after the date. */
  days: number;
  /** For a field that is no date: the value that it changes to. */
  to?: string | null;
}

export const conditionFields = ["department", "employeeType", "company", "jobTitle", "workLocation", "status"] as const;
export type ConditionField = (typeof conditionFields)[number];

/** Somebody is meant whose field has one of the values. */
export interface Condition {
  field: ConditionField;
  is: readonly string[];
}

export interface CreateAction {
  kind: "create";
  workspaceId: number;
  data: Readonly<Record<string, string>>;
}

/** Tells a channel of the person. */
export interface NotifyAction {
  kind: "notify";
  channelId: number;
  message?: string | null;
}

export type AutomationAction = CreateAction | NotifyAction | { kind: "offboard" };

export interface AutomationDraft {
  name: string;
  enabled: boolean;
  kind: AutomationKind;
  trigger: Trigger;
  conditions: readonly Condition[];
  actions: readonly AutomationAction[];
}

export interface Automation extends AutomationDraft {
  id: number;
}

/** What became of one action. */
export interface RunResult {
  requestId?: string | null;
  offboardingId?: number | null;
  deliveryId?: number | null;
  errorId?: string | null;
  /** Why it could not be asked for, in the reader's language. */
  detail?: string | null;
}

/** Why an automation ran. */
export interface RunCause {
  kind: "date" | "change" | "by_hand";
  field: TriggerField | null;
  /** The date, written `2027-03-31`, or what the field became. */
  value: string | null;
}

/** What an automation did for one person. */
export interface AutomationRun {
  id: number;
  person: OffboardedPerson;
  state: "running" | "done" | "failed" | "skipped";
  cause: RunCause;
  startedBy: string;
  startedAt: string;
  finishedAt: string | null;
  results: RunResult[];
}

/** What one action would do for somebody, or why it would be refused. */
export interface RehearsedAction {
  plan?: Plan | null;
  offboarding?: Offboarding | null;
  notice?: { channelId: number; channel: string; message: string | null } | null;
  refusal?: Refusal | null;
}

export interface RunAnswer {
  /** For how many people it was started; 0 on a dry run. */
  started: number;
  rehearsals: { peopleId: number; actions: RehearsedAction[] }[];
}

/** What waits for a person until its day. */
export interface QueuedRun {
  automationId: number;
  name: string;
  kind: AutomationKind;
  /** The day, written `2027-03-31`. */
  runOn: string;
}

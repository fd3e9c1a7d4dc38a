import type { Refusal } from "@/features/operation/types";
import type { OffboardedPerson } from "../types";

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

export type AutomationAction = CreateAction | { kind: "offboard" };

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

/** What an automation did, or would do, for one person. */
export interface AutomationRun {
  id?: string;
  at?: string | null;
  person: OffboardedPerson;
  state: "matched" | "skipped" | "queued" | "running" | "done" | "failed";
  /** What is done, or why nothing is, in the reader's language. */
  detail?: string | null;
  offboardingId?: number | null;
  error?: Refusal | null;
}

/** What waits for a person until its day. */
export interface QueuedRun {
  automation: { id: number; name: string; kind: AutomationKind };
  runAt: string;
}

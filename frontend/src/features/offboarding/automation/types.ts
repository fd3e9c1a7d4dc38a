import type { Schemas } from "@/api/types";

export type AutomationKind = Schemas["AutomationKind"];

export const triggerFields = [
  "contractStartAt",
  "contractEndAt",
  "status",
  "department",
  "employeeType",
] as const satisfies TriggerField[];
export type TriggerField = Schemas["TriggerField"];

export const moments = ["on", "before", "after"] as const satisfies Moment[];
export type Moment = Schemas["When"];
export type Trigger = Schemas["AutomationTrigger"];

export const conditionFields = [
  "department",
  "employeeType",
  "company",
  "jobTitle",
  "workLocation",
  "status",
] as const satisfies ConditionField[];
export type ConditionField = Schemas["ConditionField"];
/** Somebody is meant whose field has one of the values. */
export type Condition = Schemas["Condition"];

export type AutomationAction = Schemas["AutomationAction"];
export type CreateAction = Extract<AutomationAction, { kind: "create" }>;
/** Tells a channel of the person. */
export type NotifyAction = Extract<AutomationAction, { kind: "notify" }>;

export type AutomationDraft = Required<Schemas["CreateAutomationRequest"]>;
export type AutomationChange = Schemas["ChangeAutomationRequest"];
export type Automation = Schemas["Automation"];
export type AutomationRun = Schemas["AutomationRun"];
/** What became of one action. */
export type RunResult = Schemas["AutomationResult"];
export type RunCause = Schemas["AutomationCause"];
/** What one action would do for somebody, or why it would be refused. */
export type RehearsedAction = Schemas["RehearsedAction"];
export type RunAnswer = Schemas["RunAutomationAnswer"];
/** What waits for a person until its day. */
export type QueuedRun = Schemas["QueuedAutomation"];

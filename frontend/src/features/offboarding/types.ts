import type { Schemas } from "@/api/types";

export const offboardingStates = [
  "planned",
  "waiting_for_approval",
  "running",
  "paused",
  "needs_person",
  "done",
  "cancelled",
] as const satisfies OffboardingState[];
export type OffboardingState = Schemas["OffboardingState"];

export const stepActions = ["delete", "suspend", "transfer", "manual", "leave"] as const satisfies StepAction[];
export type StepAction = Schemas["StepAction"];
export type StepState = Schemas["StepState"];

export type OffboardedPerson = Schemas["OffboardingPerson"];
/** A user of Daicho who approves, or is asked to do something. */
export type UserRef = Schemas["OffboardingUser"];
export type Step = Schemas["OffboardingStep"];
export type Verified = Schemas["Verified"];
/** What the policies would do; it has no id until it is stored. */
export type OffboardingPlan = Schemas["Offboarding"];
export type Offboarding = OffboardingPlan & { id: number; createdAt: string };

export type StepDraft = Schemas["OffboardingStepBody"];
/** Something that no connector can do. */
export type TaskDraft = Schemas["OffboardingTaskBody"];
export type OffboardingDraft = Schemas["CreateOffboardingRequest"];

/** What is done by default at a service; without a service it is the rule for all others. */
export type Policy = Schemas["OffboardingPolicy"];

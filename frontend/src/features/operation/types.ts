import type { Schemas } from "@/api/types";

/** What can be asked for an account that is there, in the API's words. */
export type AccountChange = Schemas["AccountChangeType"];

export const operationKinds = ["create", "suspend", "reactivate", "delete"] as const satisfies OperationKind[];
export type OperationKind = Schemas["ChangeKind"];
export type OperationState = Schemas["OperationState"];
export type Operation = Schemas["Operation"];

/** As much as is known of an account, to call it by. */
export type Named = Pick<Schemas["OperationAccount"], "displayName" | "email" | "userName">;

/** What an operation would send, and what goes with it. */
export type Plan = Schemas["OperationPlan"];
export type PlannedRequest = Schemas["PlannedRequest"];

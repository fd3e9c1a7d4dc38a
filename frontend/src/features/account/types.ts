import type { Schemas } from "@/api/types";

export const userTypes = [
  "employee",
  "external",
  "system",
  "unknown",
  "retired",
  "on_leave",
] as const satisfies UserType[];
export type UserType = Schemas["UserType"];

export const accountStatuses = ["active", "suspended", "invited"] as const satisfies AccountStatus[];
export type AccountStatus = Schemas["AccountStatus"];

export const roleClasses = ["admin", "guest", "other"] as const satisfies RoleClass[];
export type RoleClass = Schemas["RoleClass"];

export type Account = Schemas["Account"];
export type AccountOwner = Schemas["AccountPerson"];
export type Match = Schemas["AccountMatch"];
export type MatchRule = Schemas["MatchRule"];
/** Each changed field with its old and its new value. */
export type Changes = Readonly<Record<string, readonly [unknown, unknown]>>;
export type AccountEvent = Schemas["AccountEvent"] & { changes: Changes };

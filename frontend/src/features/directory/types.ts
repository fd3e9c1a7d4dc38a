import type { Schemas } from "@/api/types";

export const managementTypes = [
  "managed",
  "external",
  "system",
  "unknown",
  "unregistered",
] as const satisfies ManagementType[];
export type ManagementType = Schemas["ManagementType"];

export const employeeStatuses = [
  "active",
  "on_leave",
  "preactive",
  "draft",
  "retired",
  "untracked",
  "archived",
] as const satisfies EmployeeStatus[];
export type EmployeeStatus = Schemas["EmployeeStatus"];

export const employeeTypes = [
  "board_member",
  "full_time_employee",
  "fixed_time_employee",
  "temporary_employee",
  "part_time_employee",
  "secondment_employee",
  "contract_employee",
  "collaborator",
  "group_address",
  "shared_address",
  "test_address",
  "other",
  "unknown",
  "unregistered",
] as const satisfies EmployeeType[];
export type EmployeeType = Schemas["EmployeeType"];

export type Identity = Schemas["Identity"];
export type Lifecycle = Schemas["Lifecycle"];
export type MergedPerson = Schemas["MergedPerson"];
export type Manager = Schemas["Manager"];
export type CustomValues = Record<string, unknown>;

/** What a form sends: everything but what the server derives. */
export interface IdentityDraft extends Required<Omit<Schemas["IdentityBody"], "managementType">> {
  employeeType: EmployeeType;
  secondaryEmails: string[];
  department: Schemas["Department"];
  lifecycle: Lifecycle;
  manager: { id: string } | null;
  customFields: CustomValues;
}

export type HistoryItem = Schemas["IdentityHistoryItem"];
export type HrMaster = Schemas["HrMaster"];
export type DirectoryStats = Schemas["IdentityStats"];
export type FieldConfiguration = Schemas["IdentityFieldConfiguration"];
export type PresetField = Schemas["PresetField"];

export const customFieldKinds = [
  "text",
  "textarea",
  "number",
  "date",
  "dropdown",
  "email",
] as const satisfies CustomFieldKind[];
export type CustomFieldKind = Schemas["CustomFieldKind"];
export type CustomField = Schemas["IdentityCustomField"];

export type ImportAction = Schemas["ImportAction"];
export type ImportRow = Schemas["IdentityImportRow"];
export type ImportResult = Schemas["IdentityImport"];

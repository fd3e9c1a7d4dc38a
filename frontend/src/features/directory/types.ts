/** The words of the directory, as the server spells them. */
export const managementTypes = ["managed", "external", "system", "unknown", "unregistered"] as const;
export type ManagementType = (typeof managementTypes)[number];

export const employeeStatuses = [
  "active",
  "on_leave",
  "preactive",
  "draft",
  "retired",
  "untracked",
  "archived",
] as const;
export type EmployeeStatus = (typeof employeeStatuses)[number];

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
] as const;
export type EmployeeType = (typeof employeeTypes)[number];

export interface Lifecycle {
  contractStartAt: string | null;
  contractEndAt: string | null;
  suspensionStartAt: string | null;
  suspensionEndAt: string | null;
}

export interface MergedPerson {
  id: number;
  displayName: string | null;
  primaryEmail: string | null;
}

export interface Manager {
  id: string;
  displayName: string | null;
  primaryEmail: string | null;
}

export type CustomValues = Record<string, string | number | null>;

export interface Identity {
  id: string;
  peopleId: number;
  displayName: string | null;
  firstName: string | null;
  lastName: string | null;
  primaryEmail: string | null;
  secondaryEmails: string[];
  employeeId: string | null;
  managementType: ManagementType;
  employeeType: EmployeeType;
  employeeStatus: EmployeeStatus;
  companyName: string | null;
  department: { name: string | null } | null;
  jobTitle: string | null;
  workLocation: string | null;
  lifecycle: Lifecycle;
  manager: Manager | null;
  note: string | null;
  customFields: CustomValues;
  mergedPeople: MergedPerson[];
  serviceCount: number;
  accountCount: number;
  createdAt: string;
  updatedAt: string;
}

/** What a form sends: everything but what the server derives. */
export interface IdentityDraft {
  /** Null lets the dates tell. */
  employeeStatus: EmployeeStatus | null;
  employeeType: EmployeeType;
  firstName: string | null;
  lastName: string | null;
  displayName: string | null;
  primaryEmail: string | null;
  secondaryEmails: string[];
  employeeId: string | null;
  companyName: string | null;
  department: { name: string | null };
  jobTitle: string | null;
  workLocation: string | null;
  lifecycle: Lifecycle;
  manager: { id: string } | null;
  note: string | null;
  customFields: CustomValues;
}

export interface HistoryItem {
  id: string | number;
  field: string;
  previous: unknown;
  current: unknown;
  type: string;
  source: string;
  actor: string;
  createdAt: string;
}

export interface HrMaster {
  workspaceId: number;
  serviceId: number;
  serviceUniqueName: string;
  serviceName: string;
  lastSynchronizationAt: string | null;
}

export interface DirectoryStats {
  managementTypes: { type: ManagementType; count: number }[];
  hrMasters: HrMaster[];
  domains: string[];
}

export interface FieldConfiguration {
  fieldsMetadata: { fieldName: string; sourceOfTruth: { source: string } }[];
}

export const customFieldKinds = ["text", "textarea", "number", "date", "dropdown", "email"] as const;
export type CustomFieldKind = (typeof customFieldKinds)[number];

export interface CustomField {
  id: number;
  attributeName: string;
  attributeCode: string;
  kind: CustomFieldKind;
  configuration: { values: { id: string; value: string }[] } | null;
}

export type ImportAction = "add" | "change" | "unchanged" | "conflict";

export interface ImportRow {
  line: number;
  action: ImportAction;
  identityId?: string | null;
  displayName: string | null;
  changes: { field: string; before: unknown; after: unknown }[];
}

export interface ImportError {
  line: number;
  column: string | null;
  value: string | null;
  message: string;
}

export interface ImportResult {
  summary: { added: number; changed: number; unchanged: number; conflicting: number; errors: number };
  rows: ImportRow[];
  errors: ImportError[];
  applied: boolean;
}

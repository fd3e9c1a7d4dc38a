import type { IdentityChanges } from "../draft";
import type { EmployeeStatus, EmployeeType } from "../types";

/** The values of the bulk form; which of them count is chosen beside it. */
export interface BulkChanges {
  /** Null lets the dates tell. */
  employeeStatus: EmployeeStatus | null;
  employeeType: EmployeeType;
  companyName: string;
  department: string;
  jobTitle: string;
  workLocation: string;
  contractEndAt: string;
  suspensionStartAt: string;
  suspensionEndAt: string;
  note: string;
}

export type BulkField = keyof BulkChanges;

export const emptyChanges: BulkChanges = {
  employeeStatus: "active",
  employeeType: "full_time_employee",
  companyName: "",
  department: "",
  jobTitle: "",
  workLocation: "",
  contractEndAt: "",
  suspensionStartAt: "",
  suspensionEndAt: "",
  note: "",
};

/** The API's body for the chosen fields; a chosen field that is left empty empties the field. */
export function updatesOf(changes: BulkChanges, chosen: ReadonlySet<BulkField>): IdentityChanges {
  const updates: IdentityChanges = {};
  for (const field of chosen) {
    switch (field) {
      case "employeeStatus":
        updates.employeeStatus = changes.employeeStatus;
        break;
      case "employeeType":
        updates.employeeType = changes.employeeType;
        break;
      case "department":
        updates.department = { name: orNull(changes.department) };
        break;
      case "contractEndAt":
      case "suspensionStartAt":
      case "suspensionEndAt":
        updates.lifecycle = { ...updates.lifecycle, [field]: orNull(changes[field]) };
        break;
      default:
        updates[field] = orNull(changes[field]);
    }
  }
  return updates;
}

function orNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === "" ? null : trimmed;
}

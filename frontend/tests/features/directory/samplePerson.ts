import type { Identity } from "@/features/directory/types";
import { alone } from "../../../mock/directory/people";

/** Somebody of whom only the necessary is known. */
export function samplePerson(more: Partial<Identity> = {}): Identity {
  return {
    ...alone,
    id: "1",
    peopleId: 1,
    displayName: "佐藤 陽菜",
    firstName: "陽菜",
    lastName: "佐藤",
    primaryEmail: "hina.sato@example.com",
    secondaryEmails: [],
    employeeId: null,
    managementType: "managed",
    employeeType: "full_time_employee",
    employeeStatus: "active",
    companyName: null,
    department: { name: null },
    jobTitle: null,
    workLocation: null,
    lifecycle: { contractStartAt: null, contractEndAt: null, suspensionStartAt: null, suspensionEndAt: null },
    manager: null,
    note: null,
    customFields: {},
    createdAt: "2026-01-01T00:00:00Z",
    updatedAt: "2026-01-01T00:00:00Z",
    ...more,
  };
}

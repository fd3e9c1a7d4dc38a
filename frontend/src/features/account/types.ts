import type { EmployeeStatus, EmployeeType, ManagementType } from "@/features/directory/types";

export const userTypes = ["employee", "external", "system", "unknown", "retired", "on_leave"] as const;
export type UserType = (typeof userTypes)[number];

export const accountStatuses = ["active", "suspended", "invited"] as const;
export type AccountStatus = (typeof accountStatuses)[number];

export const roleClasses = ["admin", "guest", "other"] as const;
export type RoleClass = (typeof roleClasses)[number];

export type MatchRule = "email" | "secondary_email" | "alias" | "employee_number" | "manual";

export interface AccountOwner {
  id: string;
  peopleId: number;
  displayName: string | null;
  employeeStatus: EmployeeStatus;
  employeeType: EmployeeType;
  managementType: ManagementType;
}

export interface Match {
  rule: MatchRule;
  value: string | null;
  /** Set by hand, so that automatic matching leaves it alone. */
  pinned: boolean;
}

export interface Account {
  /** `<workspace id>#<the service's own id>`, as the original's API writes it. */
  id: string;
  accountId: number;
  serviceId: number;
  serviceName: string;
  serviceUniqueName: string;
  workspaceId: number;
  workspaceName: string;
  email: string | null;
  displayName: string | null;
  userName: string | null;
  peopleId: number | null;
  person: AccountOwner | null;
  userType: UserType;
  role: RoleClass | null;
  roles: string[];
  licenses: string[];
  twoFa: boolean | null;
  status: AccountStatus;
  lastActivity: string | null;
  /** What the last activity is based on. */
  lastActivitySource?: "service" | null;
  createdAt: string | null;
  memo: string | null;
  isDeleted: boolean;
  match: Match | null;
}

export interface AccountEvent {
  kind: "appeared" | "changed" | "vanished" | "returned" | "linked" | "unlinked";
  at: string;
  changes: Record<string, [unknown, unknown]>;
  /** Who did it; `system` for what a sync found. */
  actor: string;
}

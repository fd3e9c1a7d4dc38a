import type { EmployeeStatus } from "@/features/directory/types";

export const alertTypes = [
  "retired_account",
  "on_leave_account",
  "inactive_account",
  "unknown_account",
  "public_files",
  "failed_integration",
  "held_sync",
  "expired_credentials",
  "expiring_credentials",
] as const;
export type AlertType = (typeof alertTypes)[number];

export const alertLevels = ["warning", "caution"] as const;
export type AlertLevel = (typeof alertLevels)[number];

export interface ServiceRef {
  id: number;
  uniqueName: string;
  name: string;
}

export interface WorkspaceRef {
  id: number;
  name: string;
}

export interface AlertAccount {
  /** `<workspace id>#<the service's own id>`. */
  id: string;
  accountId: number;
  displayName: string | null;
  email: string | null;
  userName: string | null;
  role: string | null;
  lastActivity: string | null;
}

export interface AlertPerson {
  id: string;
  peopleId: number;
  displayName: string | null;
  status: EmployeeStatus;
}

export type MuteScope = "account" | "person" | "service" | "type" | "file";

export interface Mute {
  by: string;
  /** Without an end it is for good. */
  until?: string | null;
  reason?: string | null;
  scope: MuteScope;
}

export interface Alert {
  id: number;
  type: AlertType;
  level: AlertLevel;
  since: string;
  service: ServiceRef;
  workspace: WorkspaceRef;
  account?: AlertAccount | null;
  person?: AlertPerson | null;
  muted: boolean;
  mute?: Mute | null;
  detail?: string | null;
  /** What would make the alert go away by itself, in the reader's language. */
  resolvedBy: string;
}

export interface AlertSummary {
  /** The counts hold the muted ones too. */
  byType: { type: AlertType; level: AlertLevel; count: number; muted: number }[];
  byService: { service: ServiceRef; count: number; muted: number }[];
  /** The hundred people with the most alerts that are not muted. */
  byPerson: { person: AlertPerson; count: number; services: number }[];
}

/** A whole service, or one type of alert of it, that is muted until somebody ends it. */
export interface ServiceMute {
  id: number;
  scope: MuteScope;
  service: ServiceRef;
  alertType: AlertType | null;
  reason: string | null;
  by: string;
  at: string;
}

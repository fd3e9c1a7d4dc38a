import type { Schemas } from "@/api/types";

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
] as const satisfies AlertType[];
export type AlertType = Schemas["AlertType"];

export const alertLevels = ["warning", "caution"] as const satisfies AlertLevel[];
export type AlertLevel = Schemas["AlertLevel"];

export type Alert = Schemas["Alert"];
export type AlertAccount = Schemas["AlertAccount"];
export type AlertPerson = Schemas["AlertPerson"];
export type Mute = Schemas["AlertMuteNote"];
export type MuteScope = Schemas["MuteScope"];

/** The counts hold the muted ones too; people are the hundred with the most alerts that are not muted. */
export type AlertSummary = Schemas["AlertSummary"];

/** A whole service, or one type of alert of it, that is muted until somebody ends it. */
export type ServiceMute = Schemas["AlertMute"] & { service: Schemas["MutedService"] };

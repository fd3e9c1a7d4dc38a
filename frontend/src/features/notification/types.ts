import type { AlertType } from "@/features/alert/types";

export const channelKinds = ["slack_webhook", "slack_app", "email", "webhook"] as const;
export type ChannelKind = (typeof channelKinds)[number];

export type ChannelMode = "at_once" | "digest";

/** Where a channel leads, as far as everybody may see it. */
export interface ChannelTarget {
  /** The beginning of it. */
  url?: string | null;
  channel?: string | null;
  addresses?: string[];
}

export interface Channel {
  id: number;
  kind: ChannelKind;
  name: string;
  enabled: boolean;
  target: ChannelTarget;
  /** Empty for every type. */
  alertTypes: AlertType[];
  mode: ChannelMode;
  state: "working" | "failing";
  lastError?: string | null;
  /** With which webhooks are signed; only in the answer that made the channel. */
  secret?: string | null;
}

export interface ChannelChange {
  name: string;
  enabled: boolean;
  alertTypes: readonly AlertType[];
  mode: ChannelMode;
  /** What leads to the target; left out when it stays as it is. */
  url?: string;
  token?: string;
  channel?: string;
  addresses?: readonly string[];
}

export interface ChannelDraft extends ChannelChange {
  kind: ChannelKind;
}

export interface Delivery {
  id: number;
  event: "alerts.raised" | "alerts.digest" | "export.ready" | "automation.notice" | "test";
  /** Of how many alerts it tells. */
  alerts: number | null;
  state: "waiting" | "delivered" | "failed";
  attempts: number;
  /** What went wrong with the last attempt. */
  error: string | null;
  createdAt: string;
  nextAttemptAt: string | null;
}

export const exportLists = ["accounts", "alerts", "logs", "people"] as const;
export type ExportList = (typeof exportLists)[number];

export interface ScheduledExportDraft {
  list: ExportList;
  /** The list's filters, as its address has them. */
  query: string;
  format: "csv" | "xlsx";
  every: "day" | "week" | "month";
  channelId: number;
}

export interface ScheduledExport extends ScheduledExportDraft {
  id: number;
  nextRunAt?: string;
}

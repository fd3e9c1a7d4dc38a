import type { AlertType } from "@/features/alert/types";

export const channelKinds = ["slack_webhook", "slack_app", "email", "webhook"] as const;
export type ChannelKind = (typeof channelKinds)[number];

export type ChannelMode = "at_once" | "digest";

export interface Channel {
  id: string;
  kind: ChannelKind;
  name: string;
  enabled: boolean;
  /** Where it goes, with secrets masked: an address, a channel, the beginning of a URL. */
  target: string;
  alertTypes: AlertType[];
  mode: ChannelMode;
  state: "working" | "failing";
  lastError?: string | null;
  /** With which webhooks are signed; only in the answer that made the channel. */
  secret?: string | null;
}

export interface ChannelDraft {
  kind: ChannelKind;
  name: string;
  enabled: boolean;
  /** Left out when an existing target stays. */
  target?: string;
  alertTypes: readonly AlertType[];
  mode: ChannelMode;
}

export interface Delivery {
  id: string;
  at: string;
  state: "waiting" | "delivered" | "failed";
  /** What it was about. */
  subject: string;
  attempts: number;
  /** The receiver's answer. */
  status?: number | null;
  error?: string | null;
  nextAttemptAt?: string | null;
}

export const exportLists = ["accounts", "alerts", "logs", "people"] as const;
export type ExportList = (typeof exportLists)[number];

export interface ScheduledExportDraft {
  list: ExportList;
  /** The list's filters, as its address has them. */
  query: string;
  format: "csv" | "xlsx";
  every: "day" | "week" | "month";
  channelId: string;
}

export interface ScheduledExport extends ScheduledExportDraft {
  id: string;
}

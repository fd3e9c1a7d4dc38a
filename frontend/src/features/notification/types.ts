import type { Schemas } from "@/api/types";

export const channelKinds = ["slack_webhook", "slack_app", "email", "webhook"] as const satisfies ChannelKind[];
export type ChannelKind = Schemas["ChannelKind"];
export type ChannelMode = Schemas["ChannelMode"];
export type Channel = Schemas["NotificationChannel"];
/** What a form sends: where the channel leads is left out when it stays as it is. */
export type ChannelChange = Required<Pick<ChannelDraft, "name" | "enabled" | "alertTypes" | "mode">> &
  Schemas["WayBody"];
export type ChannelDraft = Schemas["AddNotificationChannelRequest"];
export type SlackChannel = Schemas["SlackChannel"];
export type Delivery = Schemas["NotificationDelivery"];

export const exportLists = ["accounts", "alerts", "logs", "people"] as const satisfies ExportList[];
export type ExportList = Schemas["ExportedList"];
export type ScheduledExport = Schemas["ScheduledExport"];
export type ScheduledExportDraft = Schemas["AddScheduledExportRequest"];

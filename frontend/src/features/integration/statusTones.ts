import type { StatusTone } from "@/components/StatusBadge";
import type { WorkspaceStatus } from "./types";

export const statusTones: Readonly<Record<WorkspaceStatus, StatusTone>> = {
  never: "neutral",
  syncing: "busy",
  synced: "good",
  failed: "critical",
  held: "warning",
  paused: "waiting",
};

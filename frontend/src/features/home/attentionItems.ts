import type { AttentionItem as ServerItem } from "@/api/types";
import type { SearchParams } from "@/app/searchParams";

/** What needs somebody: as the server tells it, and the offboardings that wait. */
export type AttentionItem = Omit<ServerItem, "kind"> & { kind: ServerItem["kind"] | "offboardings_waiting" };

const severity: Record<AttentionItem["level"], number> = { critical: 0, warning: 1, info: 2 };

/** The worst first; among equals, what touches more stands higher. */
export function worstFirst(items: readonly AttentionItem[]): readonly AttentionItem[] {
  return [...items].sort((one, other) => severity[one.level] - severity[other.level] || other.count - one.count);
}

/** The line about offboardings that wait for somebody; none while none waits. */
export function waitingLine(count: number): readonly AttentionItem[] {
  return count === 0 ? [] : [{ kind: "offboardings_waiting", level: "warning", count }];
}

export interface Destination {
  to: "/accounts" | "/alerts" | "/directory" | "/integrations" | "/integrations/catalogue" | "/offboarding";
  search: SearchParams;
}

/** Where the one action of a line leads. */
export function destinationOf(item: AttentionItem): Destination {
  switch (item.kind) {
    case "retired_accounts":
      return { to: "/accounts", search: { types: "retired" } };
    case "unknown_accounts":
      return { to: "/accounts", search: { types: "unknown" } };
    case "service_without_two_factor":
      return { to: "/accounts", search: { twoFa: "false", workspaceIds: idOf(item) } };
    case "on_leave_accounts":
      return { to: "/alerts", search: { type: "on_leave_account" } };
    case "inactive_accounts":
      return { to: "/alerts", search: { type: "inactive_account" } };
    case "expired_credentials":
    case "expiring_credentials":
      return { to: "/alerts", search: { type: item.kind } };
    case "offboardings_waiting":
      return { to: "/offboarding", search: {} };
    case "failed_sync":
    case "held_sync":
      return { to: "/integrations", search: { open: idOf(item) } };
    case "no_employee_master":
      return { to: "/directory", search: {} };
    case "no_services":
      return { to: "/integrations/catalogue", search: {} };
  }
}

function idOf({ workspaceId }: AttentionItem): string | undefined {
  return typeof workspaceId === "number" ? String(workspaceId) : undefined;
}

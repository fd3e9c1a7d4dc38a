import type { AttentionItem } from "@/api/types";
import type { SearchParams } from "@/app/searchParams";

const severity: Record<AttentionItem["level"], number> = { critical: 0, warning: 1, info: 2 };

/** The worst first; among equals, what touches more stands higher. */
export function worstFirst(items: readonly AttentionItem[]): readonly AttentionItem[] {
  return [...items].sort((one, other) => severity[one.level] - severity[other.level] || other.count - one.count);
}

export interface Destination {
  to: "/accounts" | "/directory" | "/integrations" | "/integrations/catalogue";
  search: SearchParams;
}

/** Where the one action of a line leads. */
export function destinationOf(item: AttentionItem): Destination {
  switch (item.kind) {
    case "retired_accounts":
      return { to: "/accounts", search: { types: "retired" } };
    case "unknown_accounts":
      return { to: "/accounts", search: { types: "unknown" } };
    case "on_leave_accounts":
      return { to: "/accounts", search: { types: "on_leave" } };
    case "inactive_accounts":
      return { to: "/accounts", search: { onlyInactive: "true" } };
    case "expired_credentials":
    case "expiring_credentials":
      return { to: "/integrations", search: {} };
    case "service_without_two_factor":
      return { to: "/accounts", search: { twoFa: "false", workspaceIds: idOf(item) } };
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

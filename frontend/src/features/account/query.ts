import type { QueryOf } from "@/api/types";
import type { ListRequest } from "@/components/DataList";
import { chosen, filled, flag, numbers, single, sortKey, sortOrder } from "@/components/DataList/parameters";

/** Whose or which accounts a list shows; nothing set means all of the organization. */
export interface AccountScope {
  serviceId?: number;
  workspaceIds?: number[];
  peopleId?: number;
}

/** The API's parameters for what a list asks, without its paging. */
export function accountParameters(scope: AccountScope, request: ListRequest): QueryOf<"listAccounts"> {
  const { filters, query, sort } = request;
  const [activeAfter, activeBefore] = span(filters["lastActivity"]);
  const [createdAfter, createdBefore] = span(filters["created"]);
  return {
    keyword: filled(query),
    peopleId: scope.peopleId,
    serviceIds: scope.serviceId === undefined ? numbers(filters["serviceIds"]) : [scope.serviceId],
    workspaceIds: scope.workspaceIds ?? numbers(filters["workspaceIds"]),
    types: chosen(filters["types"]),
    statuses: chosen(filters["statuses"]),
    roles: chosen(filters["roles"]),
    serviceRoles: chosen(filters["serviceRoles"]),
    licenses: chosen(filters["licenses"]),
    twoFa: flag(filters["twoFa"]),
    includeDeleted: flag(filters["includeDeleted"]),
    onlyInactive: flag(filters["onlyInactive"]),
    alertType: single(filters["alertType"]),
    lastActivityAfter: activeAfter,
    lastActivityBefore: activeBefore,
    createdAfter,
    createdBefore,
    sortBy: sortKey(sort),
    sortOrder: sortOrder(sort),
  };
}

/** Whether the list shows exactly the retired accounts. */
export function showsRetired(types: readonly string[]): boolean {
  return types.length === 1 && types[0] === "retired";
}

/** The API's instants of a span of days: from the beginning of the first until the end of the last. */
function span(values: readonly string[] | undefined): [string | undefined, string | undefined] {
  const [from = "", to = ""] = values?.[0]?.split(":") ?? [];
  return [filled(from), to === "" ? undefined : dayAfter(to)];
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

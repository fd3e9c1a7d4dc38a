import type { ListRequest } from "@/components/DataList";

/** Whose or which accounts a list shows; nothing set means all of the organization. */
export interface AccountScope {
  serviceId?: number;
  workspaceIds?: readonly number[];
  peopleId?: number;
}

type Parameter = string | number | boolean | readonly string[] | readonly number[] | undefined;

/** The API's parameters for what a list asks, without its paging. */
export function accountParameters(scope: AccountScope, request: ListRequest): Record<string, Parameter> {
  const { filters, query, sort } = request;
  const [activeAfter, activeBefore] = span(filters["lastActivity"]);
  const [createdAfter, createdBefore] = span(filters["created"]);
  return {
    keyword: filled(query),
    peopleId: scope.peopleId,
    serviceIds: scope.serviceId === undefined ? chosen(filters["serviceIds"]) : [scope.serviceId],
    workspaceIds: scope.workspaceIds ?? chosen(filters["workspaceIds"]),
    types: chosen(filters["types"]),
    statuses: chosen(filters["statuses"]),
    roles: chosen(filters["roles"]),
    serviceRoles: chosen(filters["serviceRoles"]),
    licenses: chosen(filters["licenses"]),
    twoFa: filters["twoFa"]?.[0],
    includeDeleted: filters["includeDeleted"]?.[0],
    onlyInactive: filters["onlyInactive"]?.[0],
    alertType: filters["alertType"]?.[0],
    lastActivityAfter: activeAfter,
    lastActivityBefore: activeBefore,
    createdAfter,
    createdBefore,
    sortBy: sort?.key,
    sortOrder: sort === null ? undefined : sort.descending ? "DESC" : "ASC",
  };
}

/** The parameters as they stand in an address: a repeated name for several values. */
export function toSearch(parameters: Record<string, Parameter>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    for (const each of Array.isArray(value) ? (value as readonly unknown[]) : [value])
      search.append(name, String(each));
  }
  return search.toString();
}

/** Whether the list shows exactly the retired accounts. */
export function showsRetired(types: readonly string[]): boolean {
  return types.length === 1 && types[0] === "retired";
}

function chosen(values: readonly string[] | undefined): readonly string[] | undefined {
  return values === undefined || values.length === 0 ? undefined : values;
}

/** The API's instants of a span of days: from the beginning of the first until the end of the last. */
function span(values: readonly string[] | undefined): [string | undefined, string | undefined] {
  const [from = "", to = ""] = values?.[0]?.split(":") ?? [];
  return [filled(from), to === "" ? undefined : dayAfter(to)];
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function filled(text: string): string | undefined {
  return text === "" ? undefined : text;
}

import { useQuery } from "@tanstack/react-query";
import { client, read, readPage } from "@/api/client";
import { queryKey } from "@/api/keys";
import type { QueryOf } from "@/api/types";
import { useOrganizationId } from "@/app/session";
import type { ExportLinks, ListPage, ListRequest, PageRequest } from "@/components/DataList";
import { chosen, filled, numbers, toSearch } from "@/components/DataList/parameters";
import { endOfDay, startOfDay } from "./period";
import type { LogEntry } from "../types";

export function logKey(organizationId: number, ...rest: readonly unknown[]) {
  return queryKey("integration", organizationId, "log", ...rest);
}

export interface LogScope {
  /** Only what was done at this service. */
  serviceId?: number;
  /** In which the days of a period are counted. */
  timeZone: string;
}

/** One page of the log, the newest first. */
export function fetchLog(organizationId: number, scope: LogScope, request: PageRequest): Promise<ListPage<LogEntry>> {
  const { cursor, limit, signal } = request;
  return readPage(
    client.GET("/api/v1/organizations/{organizationId}/integration-logs", {
      params: { path: { organizationId }, query: { ...logParameters(scope, request), cursor, limit } },
      signal,
    }),
  );
}

/** The API's parameters for what the log is narrowed to. */
function logParameters(
  { serviceId, timeZone }: LogScope,
  { query, filters }: ListRequest,
): QueryOf<"listIntegrationLogs"> {
  const [from = "", to = ""] = filters["period"]?.[0]?.split(":") ?? [];
  return {
    keyword: filled(query),
    kinds: chosen(filters["kinds"]),
    results: chosen(filters["results"]),
    serviceIds: serviceId === undefined ? numbers(filters["serviceIds"]) : [serviceId],
    workspaceIds: numbers(filters["workspaceIds"]),
    from: from === "" ? undefined : startOfDay(from, timeZone).toISOString(),
    to: to === "" ? undefined : endOfDay(to, timeZone).toISOString(),
  };
}

export function exportAddresses(organizationId: number, scope: LogScope, request: ListRequest): ExportLinks {
  const search = toSearch(logParameters(scope, request));
  const address = `/api/v1/organizations/${organizationId}/integration-logs/export`;
  return { csv: `${address}.csv?${search}`, xlsx: `${address}.xlsx?${search}` };
}

export function useLogEntry(id: string) {
  const organizationId = useOrganizationId();
  return useQuery({
    queryKey: logKey(organizationId, "entry", id),
    queryFn: ({ signal }) =>
      read(
        client.GET("/api/v1/organizations/{organizationId}/integration-logs/{requestId}", {
          params: { path: { organizationId, requestId: id } },
          signal,
        }),
      ),
  });
}

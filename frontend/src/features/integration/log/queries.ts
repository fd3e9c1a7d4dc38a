import { useQuery } from "@tanstack/react-query";
import { read } from "@/api/client";
import { queryKey } from "@/api/keys";
import { useOrganizationId } from "@/app/session";
import type { ExportLinks, ListPage, ListRequest, PageRequest } from "@/components/DataList";
import { toSearch } from "@/features/account/query";
import { plain } from "@/api/plain";
import { endOfDay, startOfDay } from "./period";
import type { LogDetail, LogEntry } from "../types";

const logsPath = "/api/v1/organizations/{organizationId}/integration-logs";

interface LogPage {
  meta: { nextCursor: string | null; totalCount: number | null };
  items: LogEntry[];
}

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
export async function fetchLog(
  organizationId: number,
  { serviceId, timeZone }: LogScope,
  { query, filters, cursor, limit, signal }: PageRequest,
): Promise<ListPage<LogEntry>> {
  const { meta, items } = await read(
    plain.GET<LogPage>(logsPath, {
      params: {
        path: { organizationId },
        query: { ...logParameters({ serviceId, timeZone }, { query, filters }), cursor: cursor ?? undefined, limit },
      },
      signal,
    }),
  );
  return { items, nextCursor: meta.nextCursor, totalCount: meta.totalCount };
}

/** The API's parameters for what the log is narrowed to. */
function logParameters({ serviceId, timeZone }: LogScope, { query, filters }: Pick<ListRequest, "query" | "filters">) {
  const [from = "", to = ""] = filters["period"]?.[0]?.split(":") ?? [];
  return {
    keyword: wanted(query),
    kinds: filters["kinds"],
    results: filters["results"],
    serviceIds: serviceId === undefined ? filters["serviceIds"] : [serviceId],
    workspaceIds: filters["workspaceIds"],
    from: wanted(from) && startOfDay(from, timeZone).toISOString(),
    to: wanted(to) && endOfDay(to, timeZone).toISOString(),
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
        plain.GET<LogDetail>(`${logsPath}/{requestId}`, {
          params: { path: { organizationId, requestId: id } },
          signal,
        }),
      ),
  });
}

function wanted(text: string): string | undefined {
  return text === "" ? undefined : text;
}

import { useQuery } from "@tanstack/react-query";
import { read } from "@/api/client";
import { queryKey } from "@/api/keys";
import { useOrganizationId } from "@/app/session";
import type { ListPage, PageRequest } from "@/components/DataList";
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
  const [from = "", to = ""] = filters.period?.[0]?.split(":") ?? [];
  const { meta, items } = await read(
    plain.GET<LogPage>(logsPath, {
      params: {
        path: { organizationId },
        query: {
          keyword: wanted(query),
          kinds: filters.kinds,
          results: filters.results,
          serviceIds: serviceId === undefined ? filters.serviceIds : [serviceId],
          workspaceIds: filters.workspaceIds,
          from: wanted(from) && startOfDay(from, timeZone).toISOString(),
          to: wanted(to) && endOfDay(to, timeZone).toISOString(),
          cursor: cursor ?? undefined,
          limit,
        },
      },
      signal,
    }),
  );
  return { items, nextCursor: meta.nextCursor, totalCount: meta.totalCount };
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

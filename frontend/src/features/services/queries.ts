import { useQuery } from "@tanstack/react-query";
import { read } from "@/api/client";
import { queryKey } from "@/api/keys";
import { useOrganizationId } from "@/app/session";
import type { ListPage, PageRequest } from "@/components/DataList";
import { plain } from "@/api/plain";
import type { IntegratedService } from "./types";

const servicesPath = "/api/v1/organizations/{organizationId}/services";
const mostServices = 200;

interface ServicePage {
  meta: { nextCursor: string | null; totalCount: number | null };
  items: IntegratedService[];
}

export function servicesKey(organizationId: number, ...rest: readonly unknown[]) {
  return queryKey("services", organizationId, ...rest);
}

export async function fetchServices(
  organizationId: number,
  { query, sort, cursor, limit, signal }: PageRequest,
): Promise<ListPage<IntegratedService>> {
  const { meta, items } = await read(
    plain.GET<ServicePage>(servicesPath, {
      params: {
        path: { organizationId },
        query: {
          keyword: query === "" ? undefined : query,
          sortBy: sort?.key,
          sortOrder: sort === null ? undefined : sort.descending ? "DESC" : "ASC",
          cursor: cursor ?? undefined,
          limit,
        },
      },
      signal,
    }),
  );
  return { items, nextCursor: meta.nextCursor, totalCount: meta.totalCount };
}

/** One integrated service, or null when it has no workspace any more. */
export function useIntegratedService(serviceId: number) {
  const organizationId = useOrganizationId();
  return useQuery({
    queryKey: servicesKey(organizationId, "all"),
    queryFn: ({ signal }) =>
      read(
        plain.GET<ServicePage>(servicesPath, {
          params: { path: { organizationId }, query: { limit: mostServices } },
          signal,
        }),
      ),
    select: ({ items }) => items.find(({ id }) => id === serviceId) ?? null,
  });
}

import { queryOptions, useQuery } from "@tanstack/react-query";
import { client, readItems, readPage } from "@/api/client";
import type { QueryOf } from "@/api/types";
import { queryKey } from "@/api/keys";
import { useOrganizationId } from "@/app/session";
import type { ListPage, PageRequest } from "@/components/DataList";
import { filled, sortKey, sortOrder } from "@/components/DataList/parameters";
import type { IntegratedService } from "./types";

const mostServices = 200;

export function servicesKey(organizationId: number, ...rest: readonly unknown[]) {
  return queryKey("services", organizationId, ...rest);
}

export function fetchServices(
  organizationId: number,
  { query, sort, cursor, limit, signal }: PageRequest,
): Promise<ListPage<IntegratedService>> {
  const asked: QueryOf<"listOrganizationServices"> = {
    keyword: filled(query),
    sortBy: sortKey(sort),
    sortOrder: sortOrder(sort),
    cursor,
    limit,
  };
  return readPage(
    client.GET("/api/v1/organizations/{organizationId}/services", {
      params: { path: { organizationId }, query: asked },
      signal,
    }),
  );
}

/** All integrated services with their workspaces. */
export function servicesQuery(organizationId: number) {
  return queryOptions({
    queryKey: servicesKey(organizationId, "all"),
    queryFn: ({ signal }) =>
      readItems(
        client.GET("/api/v1/organizations/{organizationId}/services", {
          params: { path: { organizationId }, query: { limit: mostServices, sortBy: "serviceName" } },
          signal,
        }),
      ),
  });
}

/** One integrated service, or null when it has no workspace any more. */
export function useIntegratedService(serviceId: number) {
  return useQuery({
    ...servicesQuery(useOrganizationId()),
    select: (services) => services.find(({ id }) => id === serviceId) ?? null,
  });
}

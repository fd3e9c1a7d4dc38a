import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { queryKey } from "@/api/keys";
import { plain } from "@/api/plain";

export interface IntegratedService {
  id: number;
  name: string;
  uniqueName: string;
  workspaces: { id: number; name: string }[];
}

/** The integrated services with their workspaces, for the filters. */
export function servicesQuery(organizationId: number) {
  return queryOptions({
    queryKey: queryKey("services", organizationId, "choices"),
    queryFn: async ({ signal }) => {
      const { items } = await read(
        plain.GET<{ items: IntegratedService[] }>("/api/v1/organizations/{organizationId}/services", {
          params: { path: { organizationId }, query: { limit: 200, sortBy: "serviceName" } },
          signal,
        }),
      );
      return items;
    },
    staleTime: 300_000,
  });
}

import { queryOptions, useQuery } from "@tanstack/react-query";
import { client, readItems } from "@/api/client";
import { queryKey } from "@/api/keys";
import { useOrganizationId } from "@/app/session";
import { withAllWays } from "./ways";

/** The whole catalogue: small enough to be searched and filtered on the spot. */
function catalogueQuery(organizationId: number) {
  return queryOptions({
    queryKey: queryKey("catalogue", organizationId),
    queryFn: ({ signal }) =>
      readItems(
        client.GET("/api/v1/organizations/{organizationId}/catalogue", {
          params: { path: { organizationId } },
          signal,
        }),
      ),
    select: (services) => services.map(withAllWays),
    staleTime: 300_000,
  });
}

export function useCatalogue() {
  return useQuery(catalogueQuery(useOrganizationId()));
}

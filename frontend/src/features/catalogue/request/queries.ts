import { queryOptions, useMutation } from "@tanstack/react-query";
import { client, read, readItems } from "@/api/client";
import { queryKey } from "@/api/keys";
import type { Schemas } from "@/api/types";
import { useOrganizationId } from "@/app/session";
import { useRefresh } from "@/app/useRefresh";

export type ServiceRequestDraft = Schemas["NewServiceRequestBody"];
/** A service that somebody misses in the catalogue. */
export type ServiceRequest = Schemas["ServiceRequest"];

export function serviceRequestsQuery(organizationId: number) {
  return queryOptions({
    queryKey: queryKey("catalogue", organizationId, "requests"),
    queryFn: ({ signal }) =>
      readItems(
        client.GET("/api/v1/organizations/{organizationId}/service-requests", {
          params: { path: { organizationId } },
          signal,
        }),
      ),
  });
}

export function exportAddress(organizationId: number): string {
  return `/api/v1/organizations/${organizationId}/service-requests/export.csv`;
}

export function useRequestService() {
  const organizationId = useOrganizationId();
  const onSuccess = useRefresh("catalogue");
  return useMutation({
    mutationFn: (body: ServiceRequestDraft) =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/service-requests", {
          params: { path: { organizationId } },
          body,
        }),
      ),
    onSuccess,
  });
}

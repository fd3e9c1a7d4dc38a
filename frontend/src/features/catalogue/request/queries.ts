import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { read } from "@/api/client";
import { queryKey } from "@/api/keys";
import { inOrganization, plain } from "@/api/plain";
import { useOrganizationId } from "@/app/session";

export interface ServiceRequestDraft {
  name: string;
  homepage?: string;
  note?: string;
}

/** A service that somebody misses in the catalogue. */
export interface ServiceRequest extends ServiceRequestDraft {
  id: number;
  createdBy: string;
  createdAt: string;
}

function requestsKey(organizationId: number) {
  return queryKey("catalogue", organizationId, "requests");
}

export function serviceRequestsQuery(organizationId: number) {
  return queryOptions({
    queryKey: requestsKey(organizationId),
    queryFn: async ({ signal }) => {
      const { items } = await read(
        plain.GET<{ items: ServiceRequest[] }>(inOrganization("/service-requests"), {
          params: { path: { organizationId } },
          signal,
        }),
      );
      return items;
    },
  });
}

export function exportAddress(organizationId: number): string {
  return `/api/v1/organizations/${organizationId}/service-requests/export.csv`;
}

export function useRequestService() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ServiceRequestDraft) =>
      read(plain.POST(inOrganization("/service-requests"), { params: { path: { organizationId } }, body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: requestsKey(organizationId) }),
  });
}

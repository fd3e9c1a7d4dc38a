import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, read } from "@/api/client";
import { queryKey } from "@/api/keys";
import type { Organization } from "@/api/types";
import { sessionQuery, useOrganizationId } from "@/app/session";

export function organizationQuery(organizationId: number) {
  return queryOptions({
    queryKey: queryKey("organization", organizationId),
    queryFn: ({ signal }) =>
      read(client.GET("/api/v1/organizations/{organizationId}", { params: { path: { organizationId } }, signal })),
  });
}

export function domainsQuery(organizationId: number) {
  return queryOptions({
    queryKey: queryKey("organization", organizationId, "domains"),
    queryFn: ({ signal }) =>
      read(
        client.GET("/api/v1/organizations/{organizationId}/domains", { params: { path: { organizationId } }, signal }),
      ),
  });
}

export type OrganizationChange = Partial<Pick<Organization, "name" | "systemLanguage" | "timeZone" | "settings">>;

export function useChangeOrganization() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: OrganizationChange) =>
      read(client.PATCH("/api/v1/organizations/{organizationId}", { params: { path: { organizationId } }, body })),
    onSuccess: async (organization) => {
      queryClient.setQueryData(organizationQuery(organizationId).queryKey, organization);
      // The shell shows the organization's name and all times in its zone.
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
}

export function useDomainChanges() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: queryKey("organization", organizationId) });
  const pathOf = (name: string) => ({ params: { path: { organizationId, name } } });

  const add = useMutation({
    mutationFn: (name: string) =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/domains", {
          params: { path: { organizationId } },
          body: { name },
        }),
      ),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (name: string) =>
      read(client.DELETE("/api/v1/organizations/{organizationId}/domains/{name}", pathOf(name))),
    onSuccess,
  });
  const makePrimary = useMutation({
    mutationFn: (name: string) =>
      read(client.PUT("/api/v1/organizations/{organizationId}/domains/{name}/primary", pathOf(name))),
    onSuccess,
  });
  return { add, remove, makePrimary };
}

import { queryOptions, useMutation } from "@tanstack/react-query";
import { client, read, readItems } from "@/api/client";
import { queryKey } from "@/api/keys";
import type { Schemas } from "@/api/types";
import { useOrganizationId } from "@/app/session";
import { useRefresh } from "@/app/useRefresh";
import { directoryKey } from "../queries";
import type { PresetField } from "../types";

/** The workspaces of services that can be the employee master. */
export function masterCandidatesQuery(organizationId: number) {
  return queryOptions({
    queryKey: queryKey("integration", organizationId, "master-candidates"),
    queryFn: async ({ signal }) => {
      const path = { organizationId };
      const [workspaces, catalogue] = await Promise.all([
        readItems(client.GET("/api/v1/organizations/{organizationId}/workspaces", { params: { path }, signal })),
        readItems(
          client.GET("/api/v1/organizations/{organizationId}/catalogue", {
            params: { path, query: { integrated: true } },
            signal,
          }),
        ),
      ]);
      const able = new Set(catalogue.filter(({ employeeMaster }) => employeeMaster).map(({ slug }) => slug));
      return workspaces.filter(({ serviceUniqueName }) => able.has(serviceUniqueName));
    },
  });
}

/** Whose word counts for each field of the organization's people. */
export function organizationConfigurationQuery(organizationId: number) {
  return queryOptions({
    queryKey: directoryKey(organizationId, "configuration"),
    queryFn: ({ signal }) =>
      read(
        client.GET("/api/v1/organizations/{organizationId}/identity/configuration/configuration", {
          params: { path: { organizationId } },
          signal,
        }),
      ),
  });
}

export function useFieldSourceChange() {
  const organizationId = useOrganizationId();
  const onSettled = useRefresh("directory");
  return useMutation({
    mutationFn: (field: { uniqueName: PresetField; source: "master" | "daicho" }) =>
      read(
        client.PUT("/api/v1/organizations/{organizationId}/identity/configuration/fields", {
          params: { path: { organizationId } },
          body: { fields: [field] },
        }),
      ),
    onSettled,
  });
}

export type CustomFieldDraft = Schemas["CreateIdentityCustomFieldRequest"];

export function useCustomFieldChanges() {
  const organizationId = useOrganizationId();
  const pathOf = (customFieldId: number) => ({ params: { path: { organizationId, customFieldId } } });
  const onSettled = useRefresh("directory");

  const add = useMutation({
    mutationFn: (body: CustomFieldDraft) =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/identity/fields/custom", {
          params: { path: { organizationId } },
          body,
        }),
      ),
    onSettled,
  });
  const rename = useMutation({
    mutationFn: ({ id, ...body }: { id: number; attributeName: string; attributeCode: string }) =>
      read(
        client.PATCH("/api/v1/organizations/{organizationId}/identity/fields/custom/{customFieldId}", {
          ...pathOf(id),
          body,
        }),
      ),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (id: number) =>
      read(client.DELETE("/api/v1/organizations/{organizationId}/identity/fields/custom/{customFieldId}", pathOf(id))),
    onSettled,
  });
  return { add, rename, remove };
}

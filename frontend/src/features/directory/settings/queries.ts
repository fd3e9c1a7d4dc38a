import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { read } from "@/api/client";
import { queryKey } from "@/api/keys";
import { useOrganizationId } from "@/app/session";
import { plain } from "@/api/plain";
import type { Workspace } from "@/features/integration/types";
import { directoryKey } from "../queries";
import type { CustomField, CustomFieldKind, FieldConfiguration } from "../types";

/** The workspaces of services that can be the employee master. */
export function masterCandidatesQuery(organizationId: number) {
  return queryOptions({
    queryKey: queryKey("integration", organizationId, "master-candidates"),
    queryFn: async ({ signal }) => {
      const path = { organizationId };
      const [workspaces, catalogue] = await Promise.all([
        read(
          plain.GET<{ items: Workspace[] }>("/api/v1/organizations/{organizationId}/workspaces", {
            params: { path, query: { limit: 200 } },
            signal,
          }),
        ),
        read(
          plain.GET<{ items: { slug: string; employeeMaster: boolean }[] }>(
            "/api/v1/organizations/{organizationId}/catalogue",
            { params: { path, query: { integrated: true } }, signal },
          ),
        ),
      ]);
      const able = new Set(catalogue.items.filter(({ employeeMaster }) => employeeMaster).map(({ slug }) => slug));
      return workspaces.items.filter(({ serviceUniqueName }) => able.has(serviceUniqueName));
    },
  });
}

/** Whose word counts for each field of the organization's people. */
export function organizationConfigurationQuery(organizationId: number) {
  return queryOptions({
    queryKey: directoryKey(organizationId, "configuration"),
    queryFn: ({ signal }) =>
      read(
        plain.GET<FieldConfiguration>("/api/v1/organizations/{organizationId}/identity/configuration/configuration", {
          params: { path: { organizationId } },
          signal,
        }),
      ),
  });
}

export function useFieldSourceChange() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (field: { uniqueName: string; source: "master" | "daicho" }) =>
      read(
        plain.PUT("/api/v1/organizations/{organizationId}/identity/configuration/fields", {
          params: { path: { organizationId } },
          body: { fields: [field] },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: directoryKey(organizationId) }),
  });
}

export interface CustomFieldDraft {
  attributeName: string;
  attributeCode: string | undefined;
  kind: CustomFieldKind;
  configuration: { values: { value: string }[] } | null;
}

export function useCustomFieldChanges() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  const fields = "/api/v1/organizations/{organizationId}/identity/fields/custom";
  const one = (customFieldId: number) => ({ params: { path: { organizationId, customFieldId } } });
  const onSettled = () => queryClient.invalidateQueries({ queryKey: directoryKey(organizationId) });

  const add = useMutation({
    mutationFn: (body: CustomFieldDraft) =>
      read(plain.POST<CustomField>(fields, { params: { path: { organizationId } }, body })),
    onSettled,
  });
  const rename = useMutation({
    mutationFn: ({ id, ...body }: { id: number; attributeName: string; attributeCode: string }) =>
      read(plain.PATCH<CustomField>(`${fields}/{customFieldId}`, { ...one(id), body })),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (id: number) => read(plain.DELETE(`${fields}/{customFieldId}`, one(id))),
    onSettled,
  });
  return { add, rename, remove };
}

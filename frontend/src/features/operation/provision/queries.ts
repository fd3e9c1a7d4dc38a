import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { read } from "@/api/client";
import { inOrganization, plain } from "@/api/plain";
import { useOrganizationId } from "@/app/session";
import type { Language } from "@/texts";
import { operationsKey } from "../queries";
import type { ProvisioningMeta, Values } from "./types";

/** What a workspace asks for when an account is made in it. The choices are read from the service each time. */
export function provisioningQuery(organizationId: number, workspaceId: number, lang: Language) {
  return queryOptions({
    queryKey: operationsKey(organizationId, "provisioning", workspaceId, lang),
    queryFn: ({ signal }) =>
      read(
        plain.GET<ProvisioningMeta>(inOrganization("/workspaces/{workspaceId}/provisioning-meta"), {
          params: { path: { organizationId, workspaceId }, query: { lang } },
          signal,
        }),
      ),
    refetchOnWindowFocus: false,
  });
}

interface NewAccount {
  workspaceId: number;
  data: Values;
  peopleId: number | null;
}

interface NewAccounts {
  workspaceId: number;
  peopleIds: readonly number[];
  /** What all of them share. */
  data: Values;
}

export function useProvisioning() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: operationsKey(organizationId) });
  const pathOf = (workspaceId: number) => ({ params: { path: { organizationId, workspaceId } } });

  const addAccount = useMutation({
    mutationFn: ({ workspaceId, data, peopleId }: NewAccount) =>
      read(
        plain.POST<{ requestId: string }>(inOrganization("/workspaces/{workspaceId}/accounts"), {
          ...pathOf(workspaceId),
          body: { data, peopleId: peopleId ?? undefined },
        }),
      ),
    onSuccess,
  });
  const addAccounts = useMutation({
    mutationFn: ({ workspaceId, peopleIds, data }: NewAccounts) =>
      read(
        plain.POST<{ requestIds: string[] }>(inOrganization("/workspaces/{workspaceId}/accounts/bulk"), {
          ...pathOf(workspaceId),
          body: { people: peopleIds, data },
        }),
      ),
    onSuccess,
  });
  return { addAccount, addAccounts };
}

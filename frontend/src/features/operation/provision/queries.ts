import { queryOptions, useMutation } from "@tanstack/react-query";
import { client, read } from "@/api/client";
import { useOrganizationId } from "@/app/session";
import { useRefresh } from "@/app/useRefresh";
import type { Language } from "@/texts";
import { asAccepted } from "../answers";
import { operationsKey } from "../queries";
import type { Values } from "./types";

/** What a workspace asks for when an account is made in it. The choices are read from the service each time. */
export function provisioningQuery(organizationId: number, workspaceId: number, lang: Language) {
  return queryOptions({
    queryKey: operationsKey(organizationId, "provisioning", workspaceId, lang),
    queryFn: ({ signal }) =>
      read(
        client.GET("/api/v1/organizations/{organizationId}/workspaces/{workspaceId}/provisioning-meta", {
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
  const onSuccess = useRefresh("operation");
  const pathOf = (workspaceId: number) => ({ params: { path: { organizationId, workspaceId } } });

  const addAccount = useMutation({
    mutationFn: async ({ workspaceId, data, peopleId }: NewAccount) =>
      asAccepted(
        await read(
          client.POST("/api/v1/organizations/{organizationId}/workspaces/{workspaceId}/accounts", {
            ...pathOf(workspaceId),
            body: { data, peopleId },
          }),
        ),
      ),
    onSuccess,
  });
  const addAccounts = useMutation({
    mutationFn: async ({ workspaceId, peopleIds, data }: NewAccounts) =>
      asAccepted(
        await read(
          client.POST("/api/v1/organizations/{organizationId}/workspaces/{workspaceId}/accounts/bulk", {
            ...pathOf(workspaceId),
            body: { people: [...peopleIds], rows: [], data },
          }),
        ),
      ),
    onSuccess,
  });
  return { addAccount, addAccounts };
}

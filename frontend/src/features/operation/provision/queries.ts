import { queryOptions, useMutation } from "@tanstack/react-query";
import { client, read } from "@/api/client";
import type { Schemas } from "@/api/types";
import { upload } from "@/api/upload";
import { useOrganizationId } from "@/app/session";
import { useRefresh } from "@/app/useRefresh";
import type { Language } from "@/texts";
import { asAccepted, asPlanned } from "../answers";
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
  const addFromFile = useMutation({
    mutationFn: async ({ workspaceId, file }: { workspaceId: number; file: File }) =>
      asAccepted(
        await read(
          client.POST("/api/v1/organizations/{organizationId}/workspaces/{workspaceId}/accounts/bulk", {
            ...pathOf(workspaceId),
            ...upload({ file, dryRun: false }),
          }),
        ),
      ),
    onSuccess,
  });
  return { addAccount, addAccounts, addFromFile };
}

/** Reads a file of new accounts and says what it would ask for; nothing is done. */
export function useFilePreview(workspaceId: number) {
  const organizationId = useOrganizationId();
  return useMutation({
    mutationFn: async (file: File) =>
      asPlanned(
        await read(
          client.POST("/api/v1/organizations/{organizationId}/workspaces/{workspaceId}/accounts/bulk", {
            params: { path: { organizationId, workspaceId } },
            ...upload({ file, dryRun: true }),
          }),
        ),
      ) as Schemas["NewAccountsPreview"],
  });
}

export function templateAddress(organizationId: number, workspaceId: number, language: Language): string {
  const workspace = `/api/v1/organizations/${organizationId}/workspaces/${workspaceId}`;
  return `${workspace}/provisioning-meta/template?lang=${language}`;
}

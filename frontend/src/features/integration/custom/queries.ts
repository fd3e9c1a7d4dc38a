import { useMutation } from "@tanstack/react-query";
import { client, read } from "@/api/client";
import type { Schemas } from "@/api/types";
import { upload } from "@/api/upload";
import { useOrganizationId } from "@/app/session";
import { useRefreshAfterSync } from "../queries";

/** A known service by its id, or a new one by its name. */
export type CustomWorkspaceInput = Omit<Schemas["CreateCustomWorkspaceRequest"], "customWorkspaceType">;
export type CustomAccount = Schemas["CustomAccountBody"];
export type ImportOutcome = Schemas["AccountImport"];
export type ImportProblem = Schemas["FileError"];

export function useCreateCustomWorkspace() {
  const organizationId = useOrganizationId();
  const onSuccess = useRefreshAfterSync();
  return useMutation({
    mutationFn: (input: CustomWorkspaceInput) =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/workspaces/custom", {
          params: { path: { organizationId } },
          body: { ...input, customWorkspaceType: "manual_import" },
        }),
      ),
    onSuccess,
  });
}

export function useSaveCustomAccount(workspaceId: number) {
  const organizationId = useOrganizationId();
  const onSuccess = useRefreshAfterSync();
  return useMutation({
    mutationFn: (account: CustomAccount) =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/workspaces/{workspaceId}/accounts/custom", {
          params: { path: { organizationId, workspaceId } },
          body: { create: [account] },
        }),
      ),
    onSuccess,
  });
}

/** Reads a CSV; with `dryRun` it only says what the import would do. */
export function useImportAccounts(workspaceId: number) {
  const organizationId = useOrganizationId();
  const refresh = useRefreshAfterSync();
  return useMutation({
    mutationFn: ({ file, dryRun }: { file: File; dryRun: boolean }) =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/workspaces/{workspaceId}/accounts/import", {
          params: { path: { organizationId, workspaceId } },
          ...upload({ file, dryRun }),
        }),
      ),
    onSuccess: async ({ applied }) => {
      if (applied) await refresh();
    },
  });
}

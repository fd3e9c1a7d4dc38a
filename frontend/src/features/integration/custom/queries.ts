import { useMutation } from "@tanstack/react-query";
import { read } from "@/api/client";
import { useOrganizationId } from "@/app/session";
import { plain } from "@/api/plain";
import { useRefresh } from "../queries";

const workspacesPath = "/api/v1/organizations/{organizationId}/workspaces";

/** A known service by its id, or a new one by its name. */
export interface CustomWorkspaceInput {
  serviceId?: number;
  serviceName?: string;
  workspaceName: string;
}

interface CustomWorkspace {
  service: { id: number; name: string };
  workspace: { id: number };
  isNewService: boolean;
}

export interface CustomAccount {
  email: string;
  displayName?: string;
  userName?: string;
  roles?: string[];
  licenses?: string[];
  twoFa?: boolean;
}

export interface ImportRow {
  line: number;
  action: "add" | "change" | "unchanged" | "conflict";
  displayName: string;
  changes: { field: string; before: string | null; after: string | null }[];
}

export interface ImportProblem {
  line: number;
  column: string;
  value: string;
  message: string;
}

export interface ImportOutcome {
  summary: { added: number; changed: number; unchanged: number; conflicting: number; errors: number };
  rows: ImportRow[];
  errors: ImportProblem[];
  applied: boolean;
}

export function useCreateCustomWorkspace() {
  const organizationId = useOrganizationId();
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (input: CustomWorkspaceInput) =>
      read(
        plain.POST<CustomWorkspace>(`${workspacesPath}/custom`, {
          params: { path: { organizationId } },
          body: { ...input, customWorkspaceType: "manual_import" },
        }),
      ),
    onSuccess,
  });
}

export function useSaveCustomAccount(workspaceId: number) {
  const organizationId = useOrganizationId();
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (account: CustomAccount) =>
      read(
        plain.POST<unknown>(`${workspacesPath}/{workspaceId}/accounts/custom`, {
          params: { path: { organizationId, workspaceId } },
          body: { create: [account], update: [], delete: [] },
        }),
      ),
    onSuccess,
  });
}

/** Reads a CSV; with `dryRun` it only says what the import would do. */
export function useImportAccounts(workspaceId: number) {
  const organizationId = useOrganizationId();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ file, dryRun }: { file: File; dryRun: boolean }) =>
      read(
        plain.POST<ImportOutcome>(`${workspacesPath}/{workspaceId}/accounts/import`, {
          params: { path: { organizationId, workspaceId } },
          body: { file, dryRun: String(dryRun) },
          bodySerializer: asForm,
        }),
      ),
    onSuccess: async ({ applied }) => {
      if (applied) await refresh();
    },
  });
}

function asForm(fields: Readonly<Record<string, string | File>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

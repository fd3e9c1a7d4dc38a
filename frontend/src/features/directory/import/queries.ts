import { useMutation, useQueryClient } from "@tanstack/react-query";
import { read } from "@/api/client";
import { useOrganizationId } from "@/app/session";
import { plain } from "@/api/plain";
import { refreshOwnership } from "@/features/account/queries";
import type { ImportResult } from "../types";

export const encodings = ["auto", "utf-8", "shift_jis", "euc-jp"] as const;
export type Encoding = (typeof encodings)[number];

export interface ImportRequest {
  file: File;
  encoding: Encoding;
  dryRun: boolean;
}

export function useImport() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: ImportRequest) =>
      read(
        plain.POST<ImportResult>("/api/v1/organizations/{organizationId}/identity/import", {
          params: { path: { organizationId } },
          body: request,
          bodySerializer: toForm,
        }),
      ),
    onSuccess: ({ applied }) => (applied ? refreshOwnership(queryClient, organizationId) : undefined),
  });
}

export function templateAddress(organizationId: number): string {
  return `/api/v1/organizations/${organizationId}/identity/import/template`;
}

function toForm({ file, encoding, dryRun }: ImportRequest): FormData {
  const form = new FormData();
  form.set("dryRun", String(dryRun));
  if (encoding !== "auto") form.set("encoding", encoding);
  form.set("file", file);
  return form;
}

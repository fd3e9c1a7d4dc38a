import { useMutation } from "@tanstack/react-query";
import { client, read } from "@/api/client";
import { upload } from "@/api/upload";
import { useOrganizationId } from "@/app/session";
import { useRefreshOwnership } from "@/features/account/queries";

export const encodings = ["auto", "utf-8", "shift_jis", "euc-jp"] as const;
export type Encoding = (typeof encodings)[number];

export interface ImportRequest {
  file: File;
  encoding: Encoding;
  dryRun: boolean;
}

export function useImport() {
  const organizationId = useOrganizationId();
  const refresh = useRefreshOwnership();
  return useMutation({
    mutationFn: ({ file, encoding, dryRun }: ImportRequest) =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/identity/import", {
          params: { path: { organizationId } },
          ...upload({ dryRun, encoding: encoding === "auto" ? undefined : encoding, file }),
        }),
      ),
    onSuccess: ({ applied }) => (applied ? refresh() : undefined),
  });
}

export function templateAddress(organizationId: number): string {
  return `/api/v1/organizations/${organizationId}/identity/import/template`;
}

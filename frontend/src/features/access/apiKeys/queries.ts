import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client, read } from "@/api/client";
import { queryKey } from "@/api/keys";
import type { ApiKey } from "@/api/types";
import { useOrganizationId } from "@/app/session";
import type { ListPage, PageRequest } from "@/components/DataList";

export function apiKeysKey(organizationId: number) {
  return queryKey("access", organizationId, "api-keys");
}

/** All keys at once: an organization has few. */
export async function fetchApiKeys(organizationId: number, { signal }: PageRequest): Promise<ListPage<ApiKey>> {
  const { items } = await read(
    client.GET("/api/v1/organizations/{organizationId}/api-keys", { params: { path: { organizationId } }, signal }),
  );
  return { items, nextCursor: null, totalCount: items.length };
}

/** Makes a one-time code; the extension that shows it gets a key, which the list then has. */
export function usePairing() {
  const organizationId = useOrganizationId();
  return useMutation({
    mutationFn: () =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/extension-pairings", {
          params: { path: { organizationId } },
        }),
      ),
  });
}

export function useApiKeyChanges() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: apiKeysKey(organizationId) });

  const create = useMutation({
    mutationFn: (name: string) =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/api-keys", {
          params: { path: { organizationId } },
          body: { name },
        }),
      ),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: ({ id: apiKeyId }: ApiKey) =>
      read(
        client.DELETE("/api/v1/organizations/{organizationId}/api-keys/{apiKeyId}", {
          params: { path: { organizationId, apiKeyId } },
        }),
      ),
    onSuccess,
  });
  return { create, remove };
}

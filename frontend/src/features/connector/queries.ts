import { keepPreviousData, queryOptions, useMutation } from "@tanstack/react-query";
import { client, read, readItems } from "@/api/client";
import { queryKey } from "@/api/keys";
import { useOrganizationId } from "@/app/session";
import { useRefresh } from "@/app/useRefresh";
import type { AttemptDraft } from "./types";

/** Own connectors are services of the catalogue, which is old as soon as one of them changes. */
export function connectorsKey(organizationId: number, ...rest: readonly unknown[]) {
  return queryKey("catalogue", organizationId, "connectors", ...rest);
}

export function connectorsQuery(organizationId: number) {
  return queryOptions({
    queryKey: connectorsKey(organizationId),
    queryFn: ({ signal }) =>
      readItems(
        client.GET("/api/v1/organizations/{organizationId}/connectors", {
          params: { path: { organizationId } },
          signal,
        }),
      ),
  });
}

export function connectorQuery(organizationId: number, slug: string) {
  return queryOptions({
    queryKey: connectorsKey(organizationId, slug),
    queryFn: ({ signal }) =>
      read(
        client.GET("/api/v1/organizations/{organizationId}/connectors/{slug}", {
          params: { path: { organizationId, slug } },
          signal,
        }),
      ),
    refetchOnWindowFocus: false,
  });
}

/** What the linter says of a manifest as it is typed. */
export function problemsQuery(organizationId: number, manifest: string) {
  return queryOptions({
    queryKey: connectorsKey(organizationId, "lint", manifest),
    queryFn: async ({ signal }) => {
      const { problems } = await read(
        client.POST("/api/v1/organizations/{organizationId}/connectors/lint", {
          params: { path: { organizationId } },
          body: { manifest },
          signal,
        }),
      );
      return problems;
    },
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}

export function useConnectorChanges() {
  const organizationId = useOrganizationId();
  const onSuccess = useRefresh("catalogue");
  const params = { path: { organizationId } };
  const pathOf = (slug: string) => ({ params: { path: { organizationId, slug } } });

  const add = useMutation({
    mutationFn: (body: { slug: string; manifest: string }) =>
      read(client.POST("/api/v1/organizations/{organizationId}/connectors", { params, body })),
    onSuccess,
  });
  const save = useMutation({
    mutationFn: ({ slug, manifest }: { slug: string; manifest: string }) =>
      read(
        client.PUT("/api/v1/organizations/{organizationId}/connectors/{slug}", {
          ...pathOf(slug),
          body: { manifest },
        }),
      ),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (slug: string) =>
      read(client.DELETE("/api/v1/organizations/{organizationId}/connectors/{slug}", pathOf(slug))),
    onSuccess,
  });
  const attempt = useMutation({
    mutationFn: (body: AttemptDraft) =>
      read(client.POST("/api/v1/organizations/{organizationId}/connectors/try", { params, body })),
  });
  return { add, save, remove, attempt };
}

import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { read } from "@/api/client";
import { queryKey } from "@/api/keys";
import { inOrganization, plain } from "@/api/plain";
import { useOrganizationId } from "@/app/session";
import type { AttemptDraft, AttemptResult, ManifestProblem, OwnConnector } from "./types";

/** Own connectors are services of the catalogue, which is old as soon as one of them changes. */
export function connectorsKey(organizationId: number, ...rest: readonly unknown[]) {
  return queryKey("catalogue", organizationId, "connectors", ...rest);
}

export function connectorsQuery(organizationId: number) {
  return queryOptions({
    queryKey: connectorsKey(organizationId),
    queryFn: async ({ signal }) => {
      const { items } = await read(
        plain.GET<{ items: OwnConnector[] }>(inOrganization("/connectors"), {
          params: { path: { organizationId } },
          signal,
        }),
      );
      return items;
    },
  });
}

export function connectorQuery(organizationId: number, slug: string) {
  return queryOptions({
    queryKey: connectorsKey(organizationId, slug),
    queryFn: ({ signal }) =>
      read(
        plain.GET<OwnConnector>(inOrganization("/connectors/{slug}"), {
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
        plain.POST<{ problems: ManifestProblem[] }>(inOrganization("/connectors/lint"), {
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
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: queryKey("catalogue", organizationId) });
  const params = { path: { organizationId } };
  const pathOf = (slug: string) => ({ params: { path: { organizationId, slug } } });

  const add = useMutation({
    mutationFn: (body: { slug: string; manifest: string }) =>
      read(plain.POST<OwnConnector>(inOrganization("/connectors"), { params, body })),
    onSuccess,
  });
  const save = useMutation({
    mutationFn: ({ slug, manifest }: { slug: string; manifest: string }) =>
      read(plain.PUT<OwnConnector>(inOrganization("/connectors/{slug}"), { ...pathOf(slug), body: { manifest } })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (slug: string) => read(plain.DELETE(inOrganization("/connectors/{slug}"), pathOf(slug))),
    onSuccess,
  });
  const attempt = useMutation({
    mutationFn: (body: AttemptDraft) =>
      read(plain.POST<AttemptResult>(inOrganization("/connectors/try"), { params, body })),
  });
  return { add, save, remove, attempt };
}

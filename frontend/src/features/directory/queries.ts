import { infiniteQueryOptions, queryOptions, useMutation, type QueryKey } from "@tanstack/react-query";
import { client, read, readItems, readPage } from "@/api/client";
import { queryKey } from "@/api/keys";
import type { Schemas } from "@/api/types";
import { useOrganizationId } from "@/app/session";
import type { ExportLinks, ListPage, ListRequest, PageRequest } from "@/components/DataList";
import { filled, toSearch } from "@/components/DataList/parameters";
import { useRefreshOwnership } from "@/features/account/queries";
import type { IdentityChanges } from "./draft";
import { peopleParameters } from "./query";
import type { Identity, IdentityDraft, ManagementType } from "./types";

export function directoryKey(organizationId: number, ...rest: readonly unknown[]): QueryKey {
  return queryKey("directory", organizationId, ...rest);
}

export function fetchPeople(
  organizationId: number,
  kind: ManagementType | null,
  request: PageRequest,
): Promise<ListPage<Identity>> {
  const { cursor, limit, signal } = request;
  return readPage(
    client.GET("/api/v1/organizations/{organizationId}/identity", {
      params: { path: { organizationId }, query: { ...peopleParameters(kind, request), limit, cursor } },
      signal,
    }),
  );
}

export function exportAddresses(
  organizationId: number,
  kind: ManagementType | null,
  request: ListRequest,
  columns: readonly string[],
): ExportLinks {
  const search = toSearch({ ...peopleParameters(kind, request), columns });
  const address = `/api/v1/organizations/${organizationId}/identity/export`;
  return { csv: `${address}.csv?${search}`, xlsx: `${address}.xlsx?${search}` };
}

export function statsQuery(organizationId: number) {
  return queryOptions({
    queryKey: directoryKey(organizationId, "stats"),
    queryFn: ({ signal }) =>
      read(
        client.GET("/api/v1/organizations/{organizationId}/identity/stats", {
          params: { path: { organizationId } },
          signal,
        }),
      ),
  });
}

export function personQuery(organizationId: number, identityId: string) {
  return queryOptions({
    queryKey: directoryKey(organizationId, "person", identityId),
    queryFn: ({ signal }) =>
      read(
        client.GET("/api/v1/organizations/{organizationId}/identity/{identityId}", {
          params: { path: { organizationId, identityId } },
          signal,
        }),
      ),
  });
}

export function searchQuery(organizationId: number, keyword: string) {
  return queryOptions({
    queryKey: directoryKey(organizationId, "search", keyword),
    queryFn: ({ signal }) =>
      readItems(
        client.GET("/api/v1/organizations/{organizationId}/identity", {
          params: { path: { organizationId }, query: { keyword: filled(keyword), limit: 20, sortBy: "name" } },
          signal,
        }),
      ),
  });
}

export function historyQuery(organizationId: number, identityId: string) {
  return infiniteQueryOptions({
    queryKey: directoryKey(organizationId, "history", identityId),
    queryFn: ({ pageParam, signal }) =>
      readPage(
        client.GET("/api/v1/organizations/{organizationId}/identity/{identityId}/history", {
          params: { path: { organizationId, identityId }, query: { limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export function configurationQuery(organizationId: number, identityId: string) {
  return queryOptions({
    queryKey: directoryKey(organizationId, "configuration", identityId),
    queryFn: ({ signal }) =>
      read(
        client.GET("/api/v1/organizations/{organizationId}/identity/configuration/configuration/{identityId}", {
          params: { path: { organizationId, identityId } },
          signal,
        }),
      ),
  });
}

/** The kind of ID that an e-mail address would give somebody. */
export function kindOfEmailQuery(organizationId: number, email: string) {
  return queryOptions({
    queryKey: directoryKey(organizationId, "check", email),
    queryFn: ({ signal }) =>
      read(
        client.GET("/api/v1/organizations/{organizationId}/identity/check", {
          params: { path: { organizationId }, query: { email } },
          signal,
        }),
      ),
  });
}

export function customFieldsQuery(organizationId: number) {
  return queryOptions({
    queryKey: directoryKey(organizationId, "custom-fields"),
    queryFn: ({ signal }) =>
      readItems(
        client.GET("/api/v1/organizations/{organizationId}/identity/fields/custom", {
          params: { path: { organizationId } },
          signal,
        }),
      ),
  });
}

export type NameList = "companies" | "departments" | "locations";

/** The names in use for companies, departments or locations. */
export function namesQuery(organizationId: number, list: NameList) {
  return queryOptions({
    queryKey: directoryKey(organizationId, "names", list),
    queryFn: async ({ signal }) => {
      const items = await readItems(
        client.GET(`/api/v1/organizations/{organizationId}/${list}`, {
          params: { path: { organizationId } },
          signal,
        }),
      );
      return items.map(({ name }) => name);
    },
  });
}

export function createPerson(organizationId: number, body: IdentityDraft): Promise<Identity> {
  return read(
    client.POST("/api/v1/organizations/{organizationId}/identity", { params: { path: { organizationId } }, body }),
  );
}

export function usePersonChanges() {
  const organizationId = useOrganizationId();
  const params = { path: { organizationId } };
  const pathOf = (identityId: string) => ({ params: { path: { organizationId, identityId } } });
  const onSettled = useRefreshOwnership();

  const add = useMutation({ mutationFn: (draft: IdentityDraft) => createPerson(organizationId, draft), onSettled });
  const change = useMutation({
    mutationFn: ({ id, changes }: { id: string; changes: IdentityChanges }) =>
      read(
        client.PUT("/api/v1/organizations/{organizationId}/identity/{identityId}", { ...pathOf(id), body: changes }),
      ),
    onSettled,
  });
  const changeAll = useMutation({
    mutationFn: (body: { identityIds: string[]; identityUpdates: IdentityChanges }) =>
      read(client.PATCH("/api/v1/organizations/{organizationId}/identity/bulk", { params, body })),
    onSettled,
  });
  const toggleArchive = useMutation({
    mutationFn: (ids: readonly string[]) =>
      Promise.all(
        ids.map((id) =>
          read(client.PUT("/api/v1/organizations/{organizationId}/identity/{identityId}/archive", pathOf(id))),
        ),
      ),
    onSettled,
  });
  const toggleUnregistered = useMutation({
    mutationFn: (id: string) =>
      read(client.PUT("/api/v1/organizations/{organizationId}/identity/{identityId}/unregister", pathOf(id))),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (id: string) =>
      read(client.DELETE("/api/v1/organizations/{organizationId}/identity/{identityId}", pathOf(id))),
    onSettled,
  });
  const merge = useMutation({
    mutationFn: (merges: Schemas["PeopleMerge"][]) =>
      read(client.POST("/api/v1/organizations/{organizationId}/identity/merge", { params, body: { merges } })),
    onSettled,
  });
  const unmerge = useMutation({
    mutationFn: (peopleIds: number[]) =>
      read(client.POST("/api/v1/organizations/{organizationId}/identity/unmerge", { params, body: { peopleIds } })),
    onSettled,
  });
  return { add, change, changeAll, toggleArchive, toggleUnregistered, remove, merge, unmerge };
}

import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient, type QueryKey } from "@tanstack/react-query";
import { read } from "@/api/client";
import { queryKey } from "@/api/keys";
import { useOrganizationId } from "@/app/session";
import type { ExportLinks, ListPage, ListRequest, PageRequest } from "@/components/DataList";
import { plain } from "@/api/plain";
import { refreshOwnership } from "@/features/account/queries";
import { toSearch } from "@/features/account/query";
import type { IdentityChanges } from "./draft";
import { peopleParameters } from "./query";
import type {
  CustomField,
  DirectoryStats,
  FieldConfiguration,
  HistoryItem,
  Identity,
  IdentityDraft,
  ManagementType,
} from "./types";

interface Page<Item> {
  meta: { nextCursor?: string | null; totalCount?: number | null };
  items: Item[];
}

const identity = "/api/v1/organizations/{organizationId}/identity";

export function directoryKey(organizationId: number, ...rest: readonly unknown[]): QueryKey {
  return queryKey("directory", organizationId, ...rest);
}

export async function fetchPeople(
  organizationId: number,
  kind: ManagementType | null,
  request: PageRequest,
): Promise<ListPage<Identity>> {
  const { cursor, limit, signal } = request;
  const query = { ...peopleParameters(kind, request), limit, cursor: cursor ?? undefined };
  const { meta, items } = await read(
    plain.GET<Page<Identity>>(identity, { params: { path: { organizationId }, query }, signal }),
  );
  return { items, nextCursor: meta.nextCursor ?? null, totalCount: meta.totalCount ?? null };
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
      read(plain.GET<DirectoryStats>(`${identity}/stats`, { params: { path: { organizationId } }, signal })),
  });
}

export function personQuery(organizationId: number, identityId: string) {
  return queryOptions({
    queryKey: directoryKey(organizationId, "person", identityId),
    queryFn: ({ signal }) =>
      read(
        plain.GET<Identity>(`${identity}/{identityId}`, { params: { path: { organizationId, identityId } }, signal }),
      ),
  });
}

export function searchQuery(organizationId: number, keyword: string) {
  return queryOptions({
    queryKey: directoryKey(organizationId, "search", keyword),
    queryFn: async ({ signal }) => {
      const query = { keyword: keyword === "" ? undefined : keyword, limit: 20, sortBy: "name" };
      const page = await read(
        plain.GET<Page<Identity>>(identity, { params: { path: { organizationId }, query }, signal }),
      );
      return page.items;
    },
  });
}

export function historyQuery(organizationId: number, identityId: string) {
  return infiniteQueryOptions({
    queryKey: directoryKey(organizationId, "history", identityId),
    queryFn: ({ pageParam, signal }) =>
      read(
        plain.GET<Page<HistoryItem>>(`${identity}/{identityId}/history`, {
          params: { path: { organizationId, identityId }, query: { limit: 50, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ meta }) => meta.nextCursor ?? null,
  });
}

export function configurationQuery(organizationId: number, identityId: string) {
  return queryOptions({
    queryKey: directoryKey(organizationId, "configuration", identityId),
    queryFn: ({ signal }) =>
      read(
        plain.GET<FieldConfiguration>(`${identity}/configuration/configuration/{identityId}`, {
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
        plain.GET<{ type: ManagementType }>(`${identity}/check`, {
          params: { path: { organizationId }, query: { email } },
          signal,
        }),
      ),
  });
}

export function customFieldsQuery(organizationId: number) {
  return queryOptions({
    queryKey: directoryKey(organizationId, "custom-fields"),
    queryFn: async ({ signal }) => {
      const { items } = await read(
        plain.GET<{ items: CustomField[] }>(`${identity}/fields/custom`, {
          params: { path: { organizationId } },
          signal,
        }),
      );
      return items;
    },
  });
}

export type NameList = "companies" | "departments" | "locations";

/** The names in use for companies, departments or locations. */
export function namesQuery(organizationId: number, list: NameList) {
  return queryOptions({
    queryKey: directoryKey(organizationId, "names", list),
    queryFn: async ({ signal }) => {
      const { items } = await read(
        plain.GET<Page<{ name: string }>>(`/api/v1/organizations/{organizationId}/${list}`, {
          params: { path: { organizationId }, query: { limit: 200 } },
          signal,
        }),
      );
      return items.map(({ name }) => name);
    },
  });
}

export function createPerson(organizationId: number, body: IdentityDraft): Promise<Identity> {
  return read(plain.POST<Identity>(identity, { params: { path: { organizationId } }, body }));
}

interface Merge {
  fromPeopleId: number;
  toPeopleId: number;
}

export function usePersonChanges() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  const path = { organizationId };
  const one = (identityId: string) => ({ params: { path: { ...path, identityId } } });
  const onSettled = () => refreshOwnership(queryClient, organizationId);

  const add = useMutation({ mutationFn: (draft: IdentityDraft) => createPerson(organizationId, draft), onSettled });
  const change = useMutation({
    mutationFn: ({ id, changes }: { id: string; changes: IdentityChanges }) =>
      read(plain.PUT<Identity>(`${identity}/{identityId}`, { ...one(id), body: changes })),
    onSettled,
  });
  const changeAll = useMutation({
    mutationFn: (body: { identityIds: readonly string[]; identityUpdates: IdentityChanges }) =>
      read(plain.PATCH(`${identity}/bulk`, { params: { path }, body })),
    onSettled,
  });
  const toggleArchive = useMutation({
    mutationFn: (ids: readonly string[]) =>
      Promise.all(ids.map((id) => read(plain.PUT(`${identity}/{identityId}/archive`, { ...one(id), body: {} })))),
    onSettled,
  });
  const toggleUnregistered = useMutation({
    mutationFn: (id: string) => read(plain.PUT(`${identity}/{identityId}/unregister`, { ...one(id), body: {} })),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (id: string) => read(plain.DELETE(`${identity}/{identityId}`, one(id))),
    onSettled,
  });
  const merge = useMutation({
    mutationFn: (merges: readonly Merge[]) =>
      read(plain.POST(`${identity}/merge`, { params: { path }, body: { merges } })),
    onSettled,
  });
  const unmerge = useMutation({
    mutationFn: (peopleIds: readonly number[]) =>
      read(plain.POST(`${identity}/unmerge`, { params: { path }, body: { peopleIds } })),
    onSettled,
  });
  return { add, change, changeAll, toggleArchive, toggleUnregistered, remove, merge, unmerge };
}

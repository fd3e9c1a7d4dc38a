import { queryOptions, useMutation, useQueryClient, type QueryClient, type QueryKey } from "@tanstack/react-query";
import { read } from "@/api/client";
import { queryKey } from "@/api/keys";
import { useOrganizationId } from "@/app/session";
import type { ExportLinks, ListPage, ListRequest, PageRequest } from "@/components/DataList";
import { plain } from "@/api/plain";
import { accountParameters, toSearch, type AccountScope } from "./query";
import type { Account, AccountEvent } from "./types";

interface Page<Item> {
  meta: { nextCursor?: string | null; totalCount?: number | null };
  items: Item[];
}

export function accountsKey(organizationId: number, ...rest: readonly unknown[]): QueryKey {
  return queryKey("account", organizationId, ...rest);
}

export async function fetchAccounts(
  organizationId: number,
  scope: AccountScope,
  request: PageRequest,
): Promise<ListPage<Account>> {
  const { cursor, limit, signal } = request;
  const query = { ...accountParameters(scope, request), limit, cursor: cursor ?? undefined };
  const { meta, items } = await read(
    plain.GET<Page<Account>>("/api/v1/organizations/{organizationId}/accounts", {
      params: { path: { organizationId }, query },
      signal,
    }),
  );
  return { items, nextCursor: meta.nextCursor ?? null, totalCount: meta.totalCount ?? null };
}

export function exportAddresses(
  organizationId: number,
  scope: AccountScope,
  request: ListRequest,
  columns: readonly string[],
): ExportLinks {
  const search = toSearch({ ...accountParameters(scope, request), columns });
  const address = `/api/v1/organizations/${organizationId}/accounts/export`;
  return { csv: `${address}.csv?${search}`, xlsx: `${address}.xlsx?${search}` };
}

export function accountQuery(organizationId: number, accountId: number) {
  return queryOptions({
    queryKey: accountsKey(organizationId, "one", accountId),
    queryFn: ({ signal }) =>
      read(
        plain.GET<Account>("/api/v1/organizations/{organizationId}/accounts/{accountId}", {
          params: { path: { organizationId, accountId } },
          signal,
        }),
      ),
  });
}

export function accountHistoryQuery(organizationId: number, accountId: number) {
  return queryOptions({
    queryKey: accountsKey(organizationId, "history", accountId),
    queryFn: async ({ signal }) => {
      const { items } = await read(
        plain.GET<{ items: AccountEvent[] }>("/api/v1/organizations/{organizationId}/accounts/{accountId}/history", {
          params: { path: { organizationId, accountId } },
          signal,
        }),
      );
      return items;
    },
  });
}

export function useAccountChanges() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  const onSettled = () => refreshOwnership(queryClient, organizationId);

  const link = useMutation({
    mutationFn: ({ account, peopleId }: { account: Account; peopleId: number | null }) =>
      setPerson(organizationId, account.accountId, peopleId),
    onSettled,
  });
  const linkAll = useMutation({
    mutationFn: ({ accounts, peopleId }: { accounts: readonly Account[]; peopleId: number }) =>
      Promise.all(accounts.map(({ accountId }) => setPerson(organizationId, accountId, peopleId))),
    onSettled,
  });
  const matchAutomatically = useMutation({
    mutationFn: (account: Account) => releasePerson(organizationId, account.accountId),
    onSettled,
  });
  const restore = useMutation({
    mutationFn: (accounts: readonly Account[]) =>
      Promise.all(
        accounts.map(({ accountId, match, peopleId }) =>
          match?.pinned === true
            ? setPerson(organizationId, accountId, peopleId)
            : releasePerson(organizationId, accountId),
        ),
      ),
    onSettled,
  });
  const saveMemo = useMutation({
    mutationFn: ({ account, memo }: { account: Account; memo: string }) => {
      const path = "/api/v1/organizations/{organizationId}/services/{serviceId}/accounts/memos/{accountId}";
      const params = { path: { organizationId, serviceId: account.serviceId, accountId: account.id } };
      return read(memo === "" ? plain.DELETE(path, { params }) : plain.PUT(path, { params, body: { memo } }));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: accountsKey(organizationId) }),
  });
  return { link, linkAll, matchAutomatically, restore, saveMemo };
}

export function setPerson(organizationId: number, accountId: number, peopleId: number | null) {
  return read(
    plain.PUT("/api/v1/organizations/{organizationId}/accounts/{accountId}/person", {
      params: { path: { organizationId, accountId } },
      body: { peopleId },
    }),
  );
}

function releasePerson(organizationId: number, accountId: number) {
  return read(
    plain.DELETE("/api/v1/organizations/{organizationId}/accounts/{accountId}/person", {
      params: { path: { organizationId, accountId } },
    }),
  );
}

/** Whose an account is shows in the lists of accounts, in the directory, at the services and at home. */
export async function refreshOwnership(queryClient: QueryClient, organizationId: number): Promise<void> {
  const features = ["account", "directory", "services", "home"] as const;
  await Promise.all(
    features.map((feature) => queryClient.invalidateQueries({ queryKey: queryKey(feature, organizationId) })),
  );
}

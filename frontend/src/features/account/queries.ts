import { queryOptions, useMutation, type QueryKey } from "@tanstack/react-query";
import { client, read, readItems, readPage } from "@/api/client";
import { queryKey } from "@/api/keys";
import { useOrganizationId } from "@/app/session";
import { useRefresh } from "@/app/useRefresh";
import type { ExportLinks, ListPage, ListRequest, PageRequest } from "@/components/DataList";
import { filled, toSearch } from "@/components/DataList/parameters";
import { accountParameters, type AccountScope } from "./query";
import type { Account, AccountEvent } from "./types";

export function accountsKey(organizationId: number, ...rest: readonly unknown[]): QueryKey {
  return queryKey("account", organizationId, ...rest);
}

export function fetchAccounts(
  organizationId: number,
  scope: AccountScope,
  request: PageRequest,
): Promise<ListPage<Account>> {
  const { cursor, limit, signal } = request;
  return readPage(
    client.GET("/api/v1/organizations/{organizationId}/accounts", {
      params: { path: { organizationId }, query: { ...accountParameters(scope, request), limit, cursor } },
      signal,
    }),
  );
}

/** The accounts of a workspace that a search finds, as many as a choice shows. */
export function searchQuery(organizationId: number, workspaceId: number, keyword: string) {
  return queryOptions({
    queryKey: accountsKey(organizationId, "search", workspaceId, keyword),
    queryFn: async ({ signal }) => {
      const page = await readPage(
        client.GET("/api/v1/organizations/{organizationId}/accounts", {
          params: {
            path: { organizationId },
            query: { workspaceIds: [workspaceId], keyword: filled(keyword), limit: 20 },
          },
          signal,
        }),
      );
      return page.items;
    },
  });
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
        client.GET("/api/v1/organizations/{organizationId}/accounts/{accountId}", {
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
      const events = await readItems(
        client.GET("/api/v1/organizations/{organizationId}/accounts/{accountId}/history", {
          params: { path: { organizationId, accountId } },
          signal,
        }),
      );
      return events as AccountEvent[];
    },
  });
}

export function useAccountChanges() {
  const organizationId = useOrganizationId();
  const onSettled = useRefreshOwnership();
  const refreshAccounts = useRefresh("account");

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
    mutationFn: async ({ account, memo }: { account: Account; memo: string }) => {
      const path = "/api/v1/organizations/{organizationId}/services/{serviceId}/accounts/memos/{accountId}";
      const params = { path: { organizationId, serviceId: account.serviceId, accountId: account.id } };
      if (memo === "") await read(client.DELETE(path, { params }));
      else await read(client.PUT(path, { params, body: { memo } }));
    },
    onSettled: refreshAccounts,
  });
  return { link, linkAll, matchAutomatically, restore, saveMemo };
}

export function setPerson(organizationId: number, accountId: number, peopleId: number | null) {
  return read(
    client.PUT("/api/v1/organizations/{organizationId}/accounts/{accountId}/person", {
      params: { path: { organizationId, accountId } },
      body: { peopleId },
    }),
  );
}

function releasePerson(organizationId: number, accountId: number) {
  return read(
    client.DELETE("/api/v1/organizations/{organizationId}/accounts/{accountId}/person", {
      params: { path: { organizationId, accountId } },
    }),
  );
}

/** Whose an account is shows in the lists of accounts, in the directory, at the services and at home. */
export function useRefreshOwnership(): () => Promise<void> {
  return useRefresh("account", "directory", "services", "home");
}

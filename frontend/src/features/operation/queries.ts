import { queryOptions, useMutation } from "@tanstack/react-query";
import { client, read, readPage } from "@/api/client";
import { queryKey } from "@/api/keys";
import { useOrganizationId } from "@/app/session";
import { useRefresh } from "@/app/useRefresh";
import type { ListPage } from "@/components/DataList";
import type { Account } from "@/features/account/types";
import { asAccepted, asPlanned } from "./answers";
import { isUnderWay } from "./states";
import type { AccountChange, Operation, Plan } from "./types";

export function operationsKey(organizationId: number, ...rest: readonly unknown[]) {
  return queryKey("operation", organizationId, ...rest);
}

type Target = Pick<Account, "id" | "accountId">;

export interface Request {
  change: AccountChange;
  accounts: readonly Target[];
  /** The account that takes over the content. */
  handOverTo: string | null;
  /** A message whose link led to the request. */
  origin?: "slack";
}

/** What would happen to each of the accounts, without doing it. */
export function plansQuery(organizationId: number, request: Request) {
  return queryOptions({
    queryKey: operationsKey(organizationId, "plan", request),
    queryFn: async ({ signal }): Promise<Plan[]> => {
      const params = { path: { organizationId }, query: { dryRun: true } };
      const [only, ...others] = request.accounts;
      if (only !== undefined && others.length === 0) {
        const body = single(request, only);
        return [
          asPlanned(
            await read(client.DELETE("/api/v1/organizations/{organizationId}/accounts", { params, body, signal })),
          ),
        ];
      }
      const body = bulk(request);
      const answer = await read(
        client.POST("/api/v1/organizations/{organizationId}/accounts/bulk", { params, body, signal }),
      );
      return asPlanned(answer).items;
    },
    staleTime: 0,
    gcTime: 0,
  });
}

/** The operations of one account, the newest first. */
export function accountOperationsQuery(organizationId: number, accountId: number) {
  return queryOptions({
    queryKey: operationsKey(organizationId, "of-account", accountId),
    queryFn: async ({ signal }) => {
      const page = await readPage(
        client.GET("/api/v1/organizations/{organizationId}/operations", {
          params: { path: { organizationId }, query: { accountId, limit: 20 } },
          signal,
        }),
      );
      return page.items;
    },
  });
}

const pollingInterval = 1_500;

/** What is under way now. */
export function runningQuery(organizationId: number) {
  return queryOptions({
    queryKey: operationsKey(organizationId, "running"),
    queryFn: async ({ signal }) => {
      const page = await readPage(
        client.GET("/api/v1/organizations/{organizationId}/operations", {
          params: { path: { organizationId }, query: { states: ["requested", "running"], limit: 50 } },
          signal,
        }),
      );
      return page.items;
    },
    refetchInterval: ({ state }) => ((state.data?.length ?? 0) > 0 ? pollingInterval : false),
  });
}

/** One operation, asked for again until it is over. */
export function operationQuery(organizationId: number, operationId: string) {
  return queryOptions({
    queryKey: operationsKey(organizationId, "one", operationId),
    queryFn: ({ signal }) =>
      read(
        client.GET("/api/v1/organizations/{organizationId}/operations/{operationId}", {
          params: { path: { organizationId, operationId } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data === undefined || isUnderWay(state.data) ? pollingInterval : false),
  });
}

/** Some of the newest operations, asked for again until the last one is over. */
export function operationsQuery(organizationId: number, ids: readonly string[]) {
  return queryOptions({
    queryKey: operationsKey(organizationId, "some", ids),
    queryFn: async ({ signal }) => {
      const wanted = new Set(ids);
      const found: Operation[] = [];
      let cursor: string | null = null;
      do {
        const page: ListPage<Operation> = await readPage(
          client.GET("/api/v1/organizations/{organizationId}/operations", {
            params: { path: { organizationId }, query: { limit: 100, cursor } },
            signal,
          }),
        );
        found.push(...page.items.filter(({ id }) => wanted.has(id)));
        cursor = page.nextCursor;
      } while (cursor !== null && found.length < wanted.size);
      return found;
    },
    refetchInterval: ({ state }) =>
      state.data?.length === ids.length && !state.data.some(isUnderWay) ? false : pollingInterval,
  });
}

/** Asks again for what an operation changes once it is done. */
export function useRefreshAfterOperations(): () => Promise<void> {
  return useRefresh("account", "alert", "directory", "home", "integration", "offboarding", "operation", "services");
}

export function useOperating() {
  const organizationId = useOrganizationId();
  const onSettled = useRefresh("operation");
  const pathOf = (operationId: string) => ({ params: { path: { organizationId, operationId } } });

  const start = useMutation({
    mutationFn: async (request: Request): Promise<readonly string[]> => {
      const params = { path: { organizationId }, query: { origin: request.origin } };
      const [only, ...others] = request.accounts;
      if (only !== undefined && others.length === 0) {
        const body = single(request, only);
        const answer = await read(client.DELETE("/api/v1/organizations/{organizationId}/accounts", { params, body }));
        return [asAccepted(answer).requestId];
      }
      const body = bulk(request);
      const answer = await read(client.POST("/api/v1/organizations/{organizationId}/accounts/bulk", { params, body }));
      return asAccepted(answer).requestIds;
    },
    onSettled,
  });
  const cancel = useMutation({
    mutationFn: (ids: readonly string[]) =>
      Promise.all(
        ids.map((id) =>
          read(client.POST("/api/v1/organizations/{organizationId}/operations/{operationId}/cancel", pathOf(id))),
        ),
      ),
    onSettled,
  });
  const retry = useMutation({
    mutationFn: (id: string) =>
      read(client.POST("/api/v1/organizations/{organizationId}/operations/{operationId}/retry", pathOf(id))),
    onSettled,
  });
  const settle = useMutation({
    mutationFn: (id: string) =>
      read(client.POST("/api/v1/organizations/{organizationId}/operations/{operationId}/settle", pathOf(id))),
    onSettled,
  });
  return { start, cancel, retry, settle };
}

function single({ change, handOverTo }: Request, { id }: Target) {
  return { account: { type: change, id, ...transfer(handOverTo) } };
}

function bulk({ change, accounts, handOverTo }: Request) {
  return { type: change, ids: accounts.map(({ id }) => id), ...transfer(handOverTo) };
}

function transfer(to: string | null) {
  return to === null ? {} : { dataTransfer: { to } };
}

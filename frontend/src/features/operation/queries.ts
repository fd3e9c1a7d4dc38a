import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { read } from "@/api/client";
import { queryKey, type Feature } from "@/api/keys";
import { inOrganization, plain, readPage } from "@/api/plain";
import { useOrganizationId } from "@/app/session";
import type { Account } from "@/features/account/types";
import { isUnderWay } from "./states";
import type { AccountChange, Operation, Plan } from "./types";

export function operationsKey(organizationId: number, ...rest: readonly unknown[]) {
  return queryKey("operation", organizationId, ...rest);
}

export interface Request {
  change: AccountChange;
  accounts: readonly Pick<Account, "id" | "accountId">[];
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
        return [await read(plain.DELETE<Plan>(inOrganization("/accounts"), { params, body: single(request), signal }))];
      }
      const answer = await read(
        plain.POST<{ items: Plan[] }>(inOrganization("/accounts/bulk"), { params, body: bulk(request), signal }),
      );
      return answer.items;
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
      const page = await readPage<Operation>(organizationId, "/operations", {
        accountId,
        cursor: null,
        limit: 20,
        signal,
      });
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
      const page = await readPage<Operation>(organizationId, "/operations", {
        states: ["requested", "running"],
        cursor: null,
        limit: 50,
        signal,
      });
      return page.items;
    },
    refetchInterval: ({ state }) => ((state.data?.length ?? 0) > 0 ? pollingInterval : false),
  });
}

/** One operation, asked for again until it is over. */
export function operationQuery(organizationId: number, id: string) {
  return queryOptions({
    queryKey: operationsKey(organizationId, "one", id),
    queryFn: ({ signal }) =>
      read(
        plain.GET<Operation>(inOrganization("/operations/{id}"), { params: { path: { organizationId, id } }, signal }),
      ),
    refetchInterval: ({ state }) => (state.data === undefined || isUnderWay(state.data) ? pollingInterval : false),
  });
}

/** What an operation changes once it is done. */
const touched: readonly Feature[] = [
  "account",
  "alert",
  "directory",
  "home",
  "integration",
  "offboarding",
  "operation",
  "services",
];

export function useRefreshAfterOperations(): () => Promise<void> {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all(
      touched.map((feature) => queryClient.invalidateQueries({ queryKey: queryKey(feature, organizationId) })),
    );
  };
}

export function useOperating() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: operationsKey(organizationId) });
  const stepPath = (id: string) => ({ params: { path: { organizationId, id } } });

  const start = useMutation({
    mutationFn: async (request: Request): Promise<readonly string[]> => {
      const params = { path: { organizationId }, query: { origin: request.origin } };
      if (request.accounts.length === 1) {
        const { requestId } = await read(
          plain.DELETE<{ requestId: string }>(inOrganization("/accounts"), { params, body: single(request) }),
        );
        return [requestId];
      }
      const { requestIds } = await read(
        plain.POST<{ requestIds: string[] }>(inOrganization("/accounts/bulk"), { params, body: bulk(request) }),
      );
      return requestIds;
    },
    onSettled,
  });
  const cancel = useMutation({
    mutationFn: (ids: readonly string[]) =>
      Promise.all(ids.map((id) => read(plain.POST(inOrganization("/operations/{id}/cancel"), stepPath(id))))),
    onSettled,
  });
  const retry = useMutation({
    mutationFn: (id: string) => read(plain.POST(inOrganization("/operations/{id}/retry"), stepPath(id))),
    onSettled,
  });
  const settle = useMutation({
    mutationFn: (id: string) => read(plain.POST<Operation>(inOrganization("/operations/{id}/settle"), stepPath(id))),
    onSettled,
  });
  return { start, cancel, retry, settle };
}

function single({ change, accounts, handOverTo }: Request) {
  return { account: { type: change, id: accounts[0]?.id, ...transfer(handOverTo) } };
}

function bulk({ change, accounts, handOverTo }: Request) {
  return { type: change, ids: accounts.map(({ id }) => id), ...transfer(handOverTo) };
}

function transfer(to: string | null) {
  return to === null ? {} : { dataTransfer: { to } };
}

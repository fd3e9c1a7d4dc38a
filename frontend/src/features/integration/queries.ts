import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { read } from "@/api/client";
import { queryKey, type Feature } from "@/api/keys";
import { useOrganizationId } from "@/app/session";
import { plain } from "@/api/plain";
import type {
  SyncRequest,
  VerifiedTenant,
  Workspace,
  WorkspaceCredentials,
  WorkspaceInput,
  WorkspaceSettings,
} from "./types";

const organizationPath = "/api/v1/organizations/{organizationId}";
const workspacesPath = `${organizationPath}/workspaces`;
const workspacePath = `${workspacesPath}/{workspaceId}`;

export function workspacesKey(organizationId: number) {
  return queryKey("integration", organizationId, "workspaces");
}

export function workspacesQuery(organizationId: number) {
  return queryOptions({
    queryKey: workspacesKey(organizationId),
    queryFn: ({ signal }) =>
      read(plain.GET<{ items: Workspace[] }>(workspacesPath, { params: { path: { organizationId } }, signal })),
  });
}

export function useWorkspace(workspaceId: number | null) {
  const organizationId = useOrganizationId();
  return useQuery({
    queryKey: queryKey("integration", organizationId, "workspace", workspaceId),
    queryFn: ({ signal }) =>
      read(
        plain.GET<Workspace>(workspacePath, {
          params: { path: { organizationId, workspaceId: workspaceId ?? 0 } },
          signal,
        }),
      ),
    enabled: workspaceId !== null,
  });
}

const pollingInterval = 2_000;

/** One piece of long work, asked for again until it is over. */
export function useSyncRequest(requestId: string | null) {
  const organizationId = useOrganizationId();
  return useQuery({
    queryKey: queryKey("integration", organizationId, "request", requestId),
    queryFn: ({ signal }) =>
      read(
        plain.GET<SyncRequest>(`${organizationPath}/requests/{requestId}`, {
          params: { path: { organizationId, requestId: requestId ?? "" } },
          signal,
        }),
      ),
    enabled: requestId !== null,
    refetchInterval: ({ state }) => (state.data !== undefined && isOver(state.data) ? false : pollingInterval),
  });
}

export function isOver({ status }: Pick<SyncRequest, "status">): boolean {
  return status !== "queued" && status !== "running";
}

/** The rooms that show what a connection or a sync changes. */
const touched: readonly Feature[] = ["integration", "services", "catalogue", "account", "home"];

/** Refreshes everything that a change of a workspace shows in. */
export function useRefresh(): () => Promise<void> {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all(
      touched.map((feature) => queryClient.invalidateQueries({ queryKey: queryKey(feature, organizationId) })),
    );
  };
}

/** Tries credentials and makes workspaces of them. */
export function useConnecting() {
  const organizationId = useOrganizationId();
  const onSuccess = useRefresh();
  const path = { organizationId };

  const verify = useMutation({
    mutationFn: (body: WorkspaceInput) =>
      read(plain.POST<VerifiedTenant>(`${workspacesPath}/verify`, { params: { path }, body })),
  });
  const connect = useMutation({
    mutationFn: (body: WorkspaceInput) => read(plain.POST<Workspace>(workspacesPath, { params: { path }, body })),
    onSuccess,
  });
  const reconnect = useMutation({
    mutationFn: ({ workspaceId, auth }: { workspaceId: number; auth: WorkspaceCredentials }) =>
      read(
        plain.PUT<Workspace>(`${workspacePath}/auth`, { params: { path: { ...path, workspaceId } }, body: { auth } }),
      ),
    onSuccess,
  });
  const beginConsent = useMutation({
    mutationFn: ({ auth, ...rest }: WorkspaceInput & { workspaceId?: number }) =>
      read(
        plain.POST<{ authorizeUrl: string }>(`${workspacesPath}/oauth`, {
          params: { path },
          body: { ...rest, method: auth.method, values: auth.values },
        }),
      ),
  });
  return { verify, connect, reconnect, beginConsent };
}

interface WorkspaceChange {
  workspaceName?: string;
  paused?: boolean;
  settings?: WorkspaceSettings;
}

/** What can be done to an integrated workspace. */
export function useWorkspaceChanges() {
  const organizationId = useOrganizationId();
  const onSuccess = useRefresh();
  const pathOf = (workspaceId: number) => ({ params: { path: { organizationId, workspaceId } } });
  const requestPath = (requestId: string) => ({ params: { path: { organizationId, requestId } } });

  const sync = useMutation({
    mutationFn: (workspaceId: number) =>
      read(plain.POST<{ requestId: string }>(`${workspacePath}/sync`, pathOf(workspaceId))),
    onSuccess,
  });
  const change = useMutation({
    mutationFn: ({ workspaceId, ...body }: WorkspaceChange & { workspaceId: number }) =>
      read(plain.PATCH<Workspace>(workspacePath, { ...pathOf(workspaceId), body })),
    onSuccess,
  });
  const disconnect = useMutation({
    mutationFn: ({ workspaceId, keepData }: { workspaceId: number; keepData: boolean }) =>
      read(
        plain.DELETE<undefined>(workspacePath, {
          params: { path: { organizationId, workspaceId }, query: { keepData } },
        }),
      ),
    onSuccess,
  });
  const confirmHeld = useMutation({
    mutationFn: (requestId: string) =>
      read(plain.POST<unknown>(`${organizationPath}/requests/{requestId}/confirm`, requestPath(requestId))),
    onSuccess,
  });
  const discardHeld = useMutation({
    mutationFn: (requestId: string) =>
      read(plain.POST<unknown>(`${organizationPath}/requests/{requestId}/discard`, requestPath(requestId))),
    onSuccess,
  });
  return { sync, change, disconnect, confirmHeld, discardHeld };
}

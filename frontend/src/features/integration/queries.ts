import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { client, read, readItems } from "@/api/client";
import { queryKey } from "@/api/keys";
import type { Schemas } from "@/api/types";
import { useOrganizationId } from "@/app/session";
import { useRefresh } from "@/app/useRefresh";
import { tryOnPages } from "./connect/trial";
import type { ServiceRequest, SyncRequest, WorkspaceCredentials, WorkspaceInput } from "./types";

export function workspacesKey(organizationId: number) {
  return queryKey("integration", organizationId, "workspaces");
}

export function workspacesQuery(organizationId: number) {
  return queryOptions({
    queryKey: workspacesKey(organizationId),
    queryFn: ({ signal }) =>
      readItems(
        client.GET("/api/v1/organizations/{organizationId}/workspaces", {
          params: { path: { organizationId } },
          signal,
        }),
      ),
  });
}

export function useWorkspace(workspaceId: number | null) {
  const organizationId = useOrganizationId();
  return useQuery({
    queryKey: queryKey("integration", organizationId, "workspace", workspaceId),
    queryFn: ({ signal }) =>
      read(
        client.GET("/api/v1/organizations/{organizationId}/workspaces/{workspaceId}", {
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
        client.GET("/api/v1/organizations/{organizationId}/requests/{requestId}", {
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

/** Asks again for what a connection or a sync changes. */
export function useRefreshAfterSync(): () => Promise<void> {
  return useRefresh("integration", "services", "catalogue", "account", "home");
}

interface Trial {
  body: WorkspaceInput;
  /** Hears of each step of a recipe as it is done. */
  onStep?: (step: ServiceRequest) => void;
}

/** Tries credentials and makes workspaces of them. */
export function useConnecting() {
  const organizationId = useOrganizationId();
  const onSuccess = useRefreshAfterSync();
  const params = { path: { organizationId } };

  const trial = useRef<AbortController>(null);
  useEffect(() => () => trial.current?.abort(), []);
  const tryWithSteps = (body: WorkspaceInput, onStep: (step: ServiceRequest) => void) => {
    trial.current = new AbortController();
    return tryOnPages(organizationId, body, onStep, trial.current.signal);
  };

  const verify = useMutation({
    mutationFn: ({ body, onStep }: Trial) =>
      onStep === undefined
        ? read(client.POST("/api/v1/organizations/{organizationId}/workspaces/verify", { params, body }))
        : tryWithSteps(body, onStep),
  });
  const connect = useMutation({
    mutationFn: (body: WorkspaceInput) =>
      read(client.POST("/api/v1/organizations/{organizationId}/workspaces", { params, body })),
    onSuccess,
  });
  const reconnect = useMutation({
    mutationFn: ({ workspaceId, auth }: { workspaceId: number; auth: WorkspaceCredentials }) =>
      read(
        client.PUT("/api/v1/organizations/{organizationId}/workspaces/{workspaceId}/auth", {
          params: { path: { organizationId, workspaceId } },
          body: { auth },
        }),
      ),
    onSuccess,
  });
  const beginConsent = useMutation({
    mutationFn: ({ auth, ...rest }: WorkspaceInput & { workspaceId?: number }) =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/workspaces/oauth", {
          params,
          body: { ...rest, method: auth.method, values: auth.values },
        }),
      ),
  });
  return { verify, connect, reconnect, beginConsent };
}

/** What can be done to an integrated workspace. */
export function useWorkspaceChanges() {
  const organizationId = useOrganizationId();
  const onSuccess = useRefreshAfterSync();
  const pathOf = (workspaceId: number) => ({ params: { path: { organizationId, workspaceId } } });
  const requestPath = (requestId: string) => ({ params: { path: { organizationId, requestId } } });

  const sync = useMutation({
    mutationFn: (workspaceId: number) =>
      read(client.POST("/api/v1/organizations/{organizationId}/workspaces/{workspaceId}/sync", pathOf(workspaceId))),
    onSuccess,
  });
  const change = useMutation({
    mutationFn: ({ workspaceId, ...body }: Schemas["ChangeWorkspaceRequest"] & { workspaceId: number }) =>
      read(
        client.PATCH("/api/v1/organizations/{organizationId}/workspaces/{workspaceId}", {
          ...pathOf(workspaceId),
          body,
        }),
      ),
    onSuccess,
  });
  const disconnect = useMutation({
    mutationFn: ({ workspaceId, keepData }: { workspaceId: number; keepData: boolean }) =>
      read(
        client.DELETE("/api/v1/organizations/{organizationId}/workspaces/{workspaceId}", {
          params: { path: { organizationId, workspaceId }, query: { keepData } },
        }),
      ),
    onSuccess,
  });
  const confirmHeld = useMutation({
    mutationFn: (requestId: string) =>
      read(client.POST("/api/v1/organizations/{organizationId}/requests/{requestId}/confirm", requestPath(requestId))),
    onSuccess,
  });
  const discardHeld = useMutation({
    mutationFn: (requestId: string) =>
      read(client.POST("/api/v1/organizations/{organizationId}/requests/{requestId}/discard", requestPath(requestId))),
    onSuccess,
  });
  return { sync, change, disconnect, confirmHeld, discardHeld };
}

/** What the event stream tells about one piece of long work. */
export interface RequestEvent {
  id: number | string;
  kind: string;
  status: "queued" | "running" | "held" | "finished" | "failed" | "discarded";
  workspaceId: number | null;
  workspaceName: string | null;
  serviceName: string | null;
  progress: {
    pages: number;
    accounts: number;
    requests: number;
    totalAccounts: number | null;
    secondsLeft: number | null;
  } | null;
  error: unknown;
}

export interface WorkspaceEvent {
  id: number;
  status: string;
}

interface EventListeners {
  /** Alerts were raised or resolved. */
  onAlerts: () => void;
  onRequest: (event: RequestEvent) => void;
  onWorkspace: (event: WorkspaceEvent) => void;
  onConnection: (isConnected: boolean) => void;
}

/** Listens to the organization's events until the returned function is called. The browser reconnects by itself. */
export function listenToEvents(organizationId: number, listeners: EventListeners): () => void {
  const source = new EventSource(`/api/v1/organizations/${organizationId}/events`);
  source.addEventListener("open", () => listeners.onConnection(true));
  source.addEventListener("error", () => listeners.onConnection(false));
  source.addEventListener("request", ({ data }: MessageEvent<string>) =>
    listeners.onRequest(JSON.parse(data) as RequestEvent),
  );
  source.addEventListener("alerts", listeners.onAlerts);
  source.addEventListener("workspace", ({ data }: MessageEvent<string>) =>
    listeners.onWorkspace(JSON.parse(data) as WorkspaceEvent),
  );
  return () => source.close();
}

export function isOver({ status }: RequestEvent): boolean {
  return status !== "queued" && status !== "running";
}

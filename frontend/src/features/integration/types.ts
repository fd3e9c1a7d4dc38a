/** The states of a workspace, as the server names them. */
export type WorkspaceStatus = "never" | "syncing" | "synced" | "failed" | "held" | "paused";
export type WorkspaceKind = "connected" | "manual_import" | "google_sheet";
export type RequestStatus = "queued" | "running" | "held" | "finished" | "failed" | "discarded";

export interface Guard {
  share: number;
  count: number;
}

export interface WorkspaceSettings {
  baseUrl?: string | null;
  fast?: boolean;
  guard?: Guard | null;
  /** After which day the credentials no longer work, written `2027-03-31`; alerts are raised before it. */
  credentialsLastDay?: string | null;
}

export interface Problem {
  errorId: string;
  message: string;
  remedy?: string | null;
  detail?: string | null;
  /** The page of the service on which it happened. */
  picture?: string;
  at?: string | null;
}

export interface Run {
  requestId: string;
  status: RequestStatus;
  at: string;
}

export interface Workspace {
  id: number;
  serviceId: number;
  serviceName: string;
  serviceUniqueName: string;
  workspaceName: string;
  kind: WorkspaceKind;
  method: string | null;
  status: WorkspaceStatus;
  lastSynchronizationAt: string | null;
  nextSynchronizationAt: string | null;
  accountCount: number;
  error: Problem | null;
  held: { requestId: string; vanishing: number; known: number } | null;
  settings: WorkspaceSettings;
  recentRuns: Run[];
}

export interface WorkspaceCredentials {
  method: string;
  values: Record<string, string>;
}

export interface WorkspaceInput {
  serviceUniqueName: string;
  workspaceName: string;
  auth: WorkspaceCredentials;
  settings: WorkspaceSettings;
}

export interface ServiceRequest {
  method: string;
  path: string;
  status: number | null;
  milliseconds: number;
  attempt: number;
  note?: string | null;
  /** The page of the service after a step of a recipe. */
  picture?: string;
}

export interface VerifiedTenant {
  tenant: { id: string | null; name: string | null; domains: string[] };
  requests: ServiceRequest[];
}

export interface Progress {
  pages: number;
  accounts: number;
  requests: number;
  totalAccounts: number | null;
  secondsLeft: number | null;
}

export interface SyncRequest {
  id: string;
  kind: string;
  status: RequestStatus;
  progress: Progress | null;
  error: Problem | null;
}

export interface Counts {
  added: number;
  changed: number;
  removed: number;
  returned: number;
  unchanged: number;
}

export interface LogEntry {
  id: string;
  kind: string;
  status: RequestStatus;
  serviceId: number;
  serviceName: string;
  serviceUniqueName: string;
  workspaceId: number;
  workspaceName: string;
  trigger: "schedule" | "user" | "api" | "connect" | "slack" | "automation" | "offboarding";
  /** An e-mail address, the name of an API key, or `system`. */
  actor: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  counts: Counts | null;
  error: Problem | null;
}

export interface LogStep {
  at: string;
  kind: string;
  text: string;
  request: ServiceRequest | null;
  /** The facts that the text tells. */
  data?: Readonly<Record<string, unknown>> | null;
}

export interface LogDetail extends LogEntry {
  steps: LogStep[];
}

import type { Schemas } from "@/api/types";

export type Workspace = Schemas["Workspace"];
export type WorkspaceStatus = Schemas["WorkspaceStatus"];
export type WorkspaceKind = Schemas["WorkspaceKind"];
export type WorkspaceSettings = Schemas["WorkspaceSettings"];
export type WorkspaceCredentials = Schemas["Credentials"];
export type WorkspaceInput = Schemas["ConnectRequest"] & { workspaceName: string };
export type Guard = Schemas["DisappearanceGuard"];
export type Problem = Schemas["Fault"];
export type Run = Schemas["RecentRun"];

export type RequestStatus = Schemas["RunStatus"];
export type SyncRequest = Schemas["Request"];
export type Progress = Schemas["Progress"];
/** A request that was made of a service. */
export type ServiceRequest = Schemas["RequestMade"];
export type VerifiedTenant = Schemas["VerifiedCredentials"];

export type Counts = Schemas["Counts"];
export type LogEntry = Schemas["IntegrationLogEntry"];
export type LogStep = Schemas["LogStep"];
export type LogDetail = Schemas["IntegrationLogDetail"];

/** Whether people write its accounts; otherwise the service tells them. */
export const isByHand = ({ kind }: Workspace): boolean => kind === "manual_import" || kind === "google_sheet";

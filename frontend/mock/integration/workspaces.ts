import type { RequestStatus, Run, Workspace, WorkspaceSettings } from "../../src/features/integration/types";

const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** Daily runs up to yesterday, written as letters: `s`ucceeded, `f`ailed, `h`eld, `r`unning. */
function runs(letters: string): Run[] {
  const statuses: Record<string, RequestStatus> = { s: "finished", f: "failed", h: "held", r: "running" };
  return Array.from(letters, (letter, index) => ({
    requestId: `run-${letters.length - index}`,
    status: statuses[letter] ?? "finished",
    at: hoursFromNow(-24 * (letters.length - index - 1) - 3),
  }));
}

export const usualSettings: WorkspaceSettings = {
  baseUrl: null,
  credentialsLastDay: null,
  fast: false,
  guard: null,
  risk: { businessImpactLevel: null, confidentialInfo: null, piiEnabled: null, securityImpactLevel: null },
};

const usual = {
  kind: "connected",
  method: "token",
  status: "synced",
  lastSynchronizationAt: hoursFromNow(-3),
  nextSynchronizationAt: hoursFromNow(21),
  accountCount: 0,
  error: null,
  held: null,
  settings: usualSettings,
  createdAt: hoursFromNow(-9_000),
  recentRuns: [],
} as const satisfies Partial<Workspace>;

export function makeWorkspaces(accountsOf: (workspaceId: number) => number): Workspace[] {
  const workspaces: Workspace[] = [
    {
      ...usual,
      id: 2,
      serviceId: 1,
      serviceName: "Google Workspace",
      serviceUniqueName: "google-workspace",
      workspaceName: "example.com",
      method: "oauth",
      status: "syncing",
      recentRuns: runs("sssssssssssssr"),
    },
    {
      ...usual,
      id: 3,
      serviceId: 3,
      serviceName: "GitHub",
      serviceUniqueName: "github",
      workspaceName: "example-inc",
      method: "personal_access_token",
      status: "failed",
      lastSynchronizationAt: hoursFromNow(-51),
      error: {
        errorId: "credentials_rejected",
        message: "The service does not accept these credentials.",
        remedy: "Check that they were copied whole and have not expired, or issue new ones.",
        detail: "GET /orgs/example-inc/members answered 401: Bad credentials",
        at: hoursFromNow(-3),
      },
      recentRuns: runs("ssssssssssssff"),
    },
    {
      ...usual,
      id: 5,
      serviceId: 2,
      serviceName: "Slack",
      serviceUniqueName: "slack",
      workspaceName: "Example",
      method: "oauth",
      status: "held",
      held: { requestId: "run-held", vanishing: 61, known: 148 },
      recentRuns: runs("sssssfsssssssh"),
    },
    {
      ...usual,
      id: 8,
      serviceId: 4,
      serviceName: "WordPress (self-hosted)",
      serviceUniqueName: "wordpress-self-host-api",
      workspaceName: "採用サイト",
      method: "application_password",
      settings: { ...usualSettings, baseUrl: "https://recruit.example.com", guard: { share: 0.5, count: 5 } },
      recentRuns: runs("ssss"),
    },
    {
      ...usual,
      id: 9,
      serviceId: 8,
      serviceName: "GitLab",
      serviceUniqueName: "gitlab",
      workspaceName: "git.example.co.jp",
      status: "paused",
      lastSynchronizationAt: hoursFromNow(-400),
      nextSynchronizationAt: null,
      accountCount: 64,
      recentRuns: runs("ssfs"),
    },
    {
      ...usual,
      id: 10,
      serviceId: 11,
      serviceName: "freee Accounting",
      serviceUniqueName: "freee-accounting",
      workspaceName: "Example株式会社",
      kind: "manual_import",
      method: null,
      lastSynchronizationAt: null,
      nextSynchronizationAt: null,
      accountCount: 12,
    },
  ];
  return workspaces.map((workspace) => ({
    ...workspace,
    accountCount: accountsOf(workspace.id) || workspace.accountCount,
  }));
}

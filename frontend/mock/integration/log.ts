import type { LogDetail, LogStep } from "../../src/features/integration/types";

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

function request(at: string, path: string, status: number | null, milliseconds: number, attempt = 1): LogStep {
  return {
    at,
    kind: "request",
    text: "",
    request: { method: "GET", path, status, milliseconds, attempt, at, note: null },
  };
}

const pagedSteps = (minutes: number): LogStep[] => {
  const at = minutesAgo(minutes);
  return [
    request(at, "/admin/directory/v1/customers/my_customer", 200, 212),
    request(at, "/admin/directory/v1/users?customer=my_customer&maxResults=500", 200, 1380),
    { at, kind: "page", text: "Page 1: 500 accounts", request: null },
    request(at, "/admin/directory/v1/users?customer=my_customer&maxResults=500&pageToken=CAI", 429, 88),
    request(at, "/admin/directory/v1/users?customer=my_customer&maxResults=500&pageToken=CAI", 200, 1201, 2),
    { at, kind: "page", text: "Page 2: 312 accounts", request: null },
    { at, kind: "applied", text: "4 added, 2 changed, 1 removed, 805 unchanged", request: null },
  ];
};

/** Entries of several kinds and results, the newest first. */
export const log: readonly LogDetail[] = [
  {
    id: "71",
    kind: "sync",
    status: "running",
    serviceId: 1,
    serviceName: "Google Workspace",
    serviceUniqueName: "google-workspace",
    workspaceId: 2,
    workspaceName: "example.com",
    trigger: "user",
    actor: "misaki.aoki@example.com",
    createdAt: minutesAgo(1),
    startedAt: minutesAgo(1),
    finishedAt: null,
    counts: null,
    error: null,
    steps: pagedSteps(1).slice(0, 3),
  },
  {
    id: "70",
    kind: "sync",
    status: "failed",
    serviceId: 3,
    serviceName: "GitHub",
    serviceUniqueName: "github",
    workspaceId: 3,
    workspaceName: "example-inc",
    trigger: "schedule",
    actor: "system",
    createdAt: minutesAgo(182),
    startedAt: minutesAgo(182),
    finishedAt: minutesAgo(181.9),
    counts: null,
    error: {
      errorId: "credentials_rejected",
      message: "The service does not accept these credentials.",
      remedy: "Check that they were copied whole and have not expired, or issue new ones.",
      detail: "GET /orgs/example-inc/members answered 401: Bad credentials",
      at: minutesAgo(181.9),
    },
    steps: [
      request(minutesAgo(182), "/orgs/example-inc/members?role=admin&per_page=100", 401, 143),
      { at: minutesAgo(181.9), kind: "error", text: "The service does not accept these credentials.", request: null },
    ],
  },
  {
    id: "69",
    kind: "sync",
    status: "held",
    serviceId: 2,
    serviceName: "Slack",
    serviceUniqueName: "slack",
    workspaceId: 5,
    workspaceName: "Example",
    trigger: "schedule",
    actor: "system",
    createdAt: minutesAgo(185),
    startedAt: minutesAgo(185),
    finishedAt: minutesAgo(184.6),
    counts: { added: 0, changed: 0, removed: 61, returned: 0, unchanged: 87 },
    error: null,
    steps: [
      request(minutesAgo(185), "/api/users.list?limit=200", 200, 640),
      { at: minutesAgo(184.6), kind: "held", text: "61 of 148 accounts would disappear", request: null },
    ],
  },
  ...Array.from({ length: 40 }, (_, index): LogDetail => ({
    id: String(68 - index),
    kind: index % 7 === 3 ? "import" : "sync",
    status: "finished",
    serviceId: index % 2 === 0 ? 1 : 4,
    serviceName: index % 2 === 0 ? "Google Workspace" : "WordPress (self-hosted)",
    serviceUniqueName: index % 2 === 0 ? "google-workspace" : "wordpress-self-host-api",
    workspaceId: index % 2 === 0 ? 2 : 8,
    workspaceName: index % 2 === 0 ? "example.com" : "採用サイト",
    trigger: index % 5 === 0 ? "user" : "schedule",
    actor: index % 5 === 0 ? "daniel.okafor@example.com" : "system",
    createdAt: minutesAgo(1440 * (index + 1)),
    startedAt: minutesAgo(1440 * (index + 1)),
    finishedAt: minutesAgo(1440 * (index + 1) - 0.35 * (index + 1)),
    counts: { added: index % 4, changed: index % 3, removed: index % 6 === 5 ? 1 : 0, returned: 0, unchanged: 805 },
    error: null,
    steps: pagedSteps(1440 * (index + 1)),
  })),
];

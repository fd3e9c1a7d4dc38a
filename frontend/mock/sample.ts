import type { ApiKey, AttentionItem, Domain, Home, Organization, Session, User } from "../src/api/types";

export const session: Session = {
  user: { id: 1, name: "青木 美咲", email: "misaki.aoki@example.com", roles: ["admin"], locale: "en" },
  organization: { id: 4821, name: "Example株式会社", timeZone: "Asia/Tokyo", systemLanguage: "ja" },
  permissions: [
    "organization:read",
    "organization:write",
    "users:read",
    "users:write",
    "api-keys:write",
    "directory:read",
    "directory:write",
    "services:read",
    "accounts:read",
    "accounts:write",
    "alerts:read",
    "alerts:write",
    "notifications:write",
    "accounts:export",
    "workspaces:read",
    "workspaces:connect",
    "connectors:write",
    "workspaces:write",
    "custom-accounts:write",
    "integration-logs:read",
  ],
};

const organization: Organization = {
  id: 4821,
  name: "Example株式会社",
  uniqueName: "example",
  status: "active",
  systemLanguage: "ja",
  location: null,
  timeZone: "Asia/Tokyo",
  domains: ["example.com", "example.co.jp"],
  forwardingEmail: null,
  trialCount: 0,
  settings: { disappearanceGuard: { share: 0.2, count: 10 }, deletionGraceHours: 0, employeeMasterWorkspaceId: 2 },
};

const domains: Domain[] = [
  { name: "example.com", primary: true, source: "manual" },
  { name: "example.co.jp", primary: false, source: "manual" },
  { name: "sales.example.com", primary: false, source: "master" },
];

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

export const users: User[] = [
  {
    id: 1,
    name: "青木 美咲",
    email: "misaki.aoki@example.com",
    roleIds: [],
    createdAt: hoursAgo(4000),
    roles: ["admin"],
    status: "active",
    lastSignInAt: hoursAgo(0.2),
  },
  {
    id: 2,
    name: "Daniel Okafor",
    email: "daniel.okafor@example.com",
    roleIds: [],
    createdAt: hoursAgo(4000),
    roles: ["member"],
    status: "active",
    lastSignInAt: hoursAgo(30),
  },
  {
    id: 3,
    name: "小林 健太",
    email: "kenta.kobayashi@example.com",
    roleIds: [],
    createdAt: hoursAgo(4000),
    roles: ["member"],
    status: "suspended",
    lastSignInAt: hoursAgo(2200),
  },
  {
    id: 4,
    name: "Priya Raman",
    email: "priya.raman@example.com",
    roleIds: [],
    createdAt: hoursAgo(4000),
    roles: ["essential"],
    status: "invited",
    lastSignInAt: null,
  },
];

const apiKeys: ApiKey[] = [
  {
    id: 1,
    name: "HR import",
    prefix: "dk_4a1f",
    scope: "everything",
    createdAt: hoursAgo(900),
    createdBy: "青木 美咲",
    lastUsedAt: hoursAgo(3),
  },
  {
    id: 2,
    name: "Nightly report",
    prefix: "dk_c07e",
    scope: "everything",
    createdAt: hoursAgo(5000),
    createdBy: "Daniel Okafor",
    lastUsedAt: null,
  },
];

const attention: AttentionItem[] = [
  { kind: "retired_accounts", count: 17, people: 6, services: 5, level: "critical" },
  {
    kind: "failed_sync",
    count: 1,
    workspaceId: 3,
    workspaceName: "example-inc",
    serviceName: "GitHub",
    level: "critical",
  },
  { kind: "held_sync", count: 61, workspaceId: 5, workspaceName: "Example", serviceName: "Slack", level: "warning" },
  { kind: "unknown_accounts", count: 8, level: "warning" },
  { kind: "service_without_two_factor", count: 23, serviceName: "WordPress", level: "info" },
];

const numbers = {
  services: 11,
  workspaces: 13,
  accounts: 2486,
  people: 312,
  twoFactorShare: 0.83,
  retiredAccounts: 17,
};

/** `day` 0 is the earliest of 90. */
function pastDay(day: number): Home["past"][number] {
  const missing = 90 - day;
  return {
    day: hoursAgo(24 * missing).slice(0, 10),
    numbers: {
      services: 11 - Math.ceil(missing / 20),
      workspaces: 13,
      accounts: 2486 - missing * 7 - (day % 5) * 3,
      people: 312 - Math.round(missing / 3),
      twoFactorShare: 0.83 - missing / 400,
      retiredAccounts: 17 + Math.round(missing / 6) - (day % 7),
    },
  };
}

const ready = {
  isSetUp: true,
  session: session as Session | null,
  organization,
  domains,
  users,
  apiKeys,
  home: {
    attention,
    numbers,
    past: Array.from({ length: 90 }, (_, day) => pastDay(day)),
    checklist: { employeeMaster: true, firstService: true, colleague: true },
  },
};

const fresh = {
  ...ready,
  isSetUp: false,
  session: null,
  organization: { ...organization, settings: { ...organization.settings, employeeMasterWorkspaceId: null } },
  domains: domains.slice(0, 1),
  users: users.slice(0, 1),
  apiKeys: [],
  home: {
    attention: [
      { kind: "no_employee_master", count: 1, level: "info" },
      { kind: "no_services", count: 1, level: "info" },
    ] satisfies AttentionItem[],
    numbers: { services: 0, workspaces: 0, accounts: 0, people: 0, twoFactorShare: null, retiredAccounts: 0 },
    past: [],
    checklist: { employeeMaster: false, firstService: false, colleague: false },
  },
};

export { fresh, ready };

export const events = [
  {
    event: "request",
    data: {
      id: 71,
      kind: "sync",
      status: "running",
      workspaceId: 2,
      workspaceName: "example.com",
      serviceName: "Google Workspace",
      progress: { pages: 3, accounts: 300, requests: 4, totalAccounts: 812, secondsLeft: 9 },
      error: null,
    },
  },
] as const;

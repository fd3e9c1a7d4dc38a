import type { AttentionItem } from "@/features/home/attentionItems";

export const home = {
  title: "Home",
  needsAttention: "Needs attention",
  allWell: "Nothing needs your attention",
  allWellHint: "Retired accounts, failed syncs and the like appear here, the worst first.",
  levels: { critical: "Critical", warning: "Warning", info: "Notice" },
  kinds: {
    retired_accounts: {
      title: ({ count }: AttentionItem) => `Retired accounts left over: ${count}`,
      detail: ({ people, services }: AttentionItem) => `${people ?? 0} people who left, in ${services ?? 0} services`,
      action: "Show accounts",
    },
    failed_sync: {
      title: ({ serviceName, workspaceName }: AttentionItem) =>
        `Sync failed: ${serviceName ?? ""} · ${workspaceName ?? ""}`,
      detail: () => "The ledger shows the state of the last good sync.",
      action: "Show the cause",
    },
    held_sync: {
      title: ({ serviceName, workspaceName }: AttentionItem) =>
        `Sync held: ${serviceName ?? ""} · ${workspaceName ?? ""}`,
      detail: ({ count }: AttentionItem) => `${count} accounts would disappear. Confirm, or look into it first.`,
      action: "Decide",
    },
    unknown_accounts: {
      title: ({ count }: AttentionItem) => `Unknown accounts: ${count}`,
      detail: () => "Nobody in the directory fits them yet.",
      action: "Show accounts",
    },
    on_leave_accounts: {
      title: ({ count }: AttentionItem) => `Accounts of people on leave: ${count}`,
      detail: () => "They can still be used.",
      action: "Show alerts",
    },
    inactive_accounts: {
      title: ({ count }: AttentionItem) => `Unused accounts: ${count}`,
      detail: () => "Nobody has used them for a long time; their licences may be free.",
      action: "Show alerts",
    },
    expired_credentials: {
      title: ({ count }: AttentionItem) => `Expired credentials: ${count}`,
      detail: () => "These integrations can neither be read nor changed.",
      action: "Re-integrate",
    },
    expiring_credentials: {
      title: ({ count }: AttentionItem) => `Credentials about to expire: ${count}`,
      detail: () => "Without new ones the next syncs fail.",
      action: "Show alerts",
    },
    offboardings_waiting: {
      title: ({ count }: AttentionItem) => `Offboardings waiting for somebody: ${count}`,
      detail: () => "For an approval, a task by hand, or a decision.",
      action: "Open the board",
    },
    no_employee_master: {
      title: () => "No employee master",
      detail: () => "Without one, Daicho cannot tell who has left.",
      action: "Set it up",
    },
    no_services: {
      title: () => "No service is integrated",
      detail: () => "Integrate one to see who has accounts in it.",
      action: "Integrate a service",
    },
    service_without_two_factor: {
      title: ({ serviceName }: AttentionItem) => `People without two-factor authentication: ${serviceName ?? ""}`,
      detail: ({ count }: AttentionItem) => `${count} accounts are protected by a password only.`,
      action: "Show accounts",
    },
  },
  numbers: {
    title: "Overview",
    services: "Services",
    workspaces: "Workspaces",
    accounts: "Accounts",
    people: "People",
    twoFactor: "Two-factor coverage",
    twoFactorUnknown: "No service tells",
    retiredAccounts: "Retired accounts",
    trend: (from: string, day: string, to: string) => `${from} on ${day}, ${to} now`,
  },
  checklist: {
    title: "Getting started",
    progress: (done: number, total: number) => `${done} of ${total} done`,
    employeeMaster: "Choose an employee master",
    employeeMasterHint: "A directory or HR service, or a CSV of your people.",
    firstService: "Integrate a first service",
    firstServiceHint: "See whose accounts are in it within minutes.",
    colleague: "Invite a colleague",
    colleagueHint: "Somebody who can step in when you are away.",
    done: "Done",
    open: "Not done yet",
  },
};

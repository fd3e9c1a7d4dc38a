import type { Account } from "../../src/features/account/types";
import type { Alert, AlertSummary, AlertType } from "../../src/features/alert/types";
import { idleDays } from "../account/idle";

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

const resolvedBy: Record<AlertType, string> = {
  retired_account: "Delete or suspend the account; the next sync resolves the alert.",
  on_leave_account: "Suspend the account until the person is back.",
  inactive_account: "The account is used again, suspended or deleted.",
  unknown_account: "Link the account to a person, or register its owner in the directory.",
  public_files: "Stop the sharing in the service.",
  failed_integration: "A sync that succeeds.",
  held_sync: "Somebody confirms or discards the held sync.",
  expired_credentials: "Integrate the workspace again with new credentials.",
  expiring_credentials: "Integrate the workspace again before the day.",
};

/** The alerts that the accounts of the mock cause, and two about whole workspaces. */
export function makeAlerts(accounts: readonly Account[]): Alert[] {
  if (accounts.length === 0) return [];
  return [...workspaceAlerts(), ...accounts.flatMap(alertOf)];
}

function alertOf(account: Account): Alert[] {
  const type = typeOf(account);
  if (type === undefined || account.isDeleted) return [];
  const { person, serviceId, serviceUniqueName, serviceName, workspaceId, workspaceName } = account;
  return [
    {
      id: account.accountId,
      type,
      level: type === "retired_account" ? "warning" : "caution",
      since: daysAgo(account.accountId % 40),
      service: { id: serviceId, uniqueName: serviceUniqueName, name: serviceName },
      workspace: { id: workspaceId, name: workspaceName },
      account,
      person: person && { ...person, status: person.employeeStatus },
      muted: false,
      mute: null,
      detail: null,
      resolvedBy: resolvedBy[type],
    },
  ];
}

function typeOf(account: Account): AlertType | undefined {
  switch (account.userType) {
    case "retired":
      return "retired_account";
    case "on_leave":
      return "on_leave_account";
    case "unknown":
      return "unknown_account";
    default:
      return idleDays(account) > 45 ? "inactive_account" : undefined;
  }
}

function workspaceAlerts(): Alert[] {
  const usual = { account: null, person: null, muted: false, mute: null };
  return [
    {
      ...usual,
      id: 1,
      type: "expired_credentials",
      level: "warning",
      since: daysAgo(2),
      service: { id: 3, uniqueName: "github", name: "GitHub" },
      workspace: { id: 3, name: "example-inc" },
      detail: "The service does not accept these credentials.",
      resolvedBy: resolvedBy.expired_credentials,
    },
    {
      ...usual,
      id: 2,
      type: "held_sync",
      level: "caution",
      since: daysAgo(1),
      service: { id: 2, uniqueName: "slack", name: "Slack" },
      workspace: { id: 5, name: "Example" },
      detail: "61 of 148 accounts would disappear.",
      resolvedBy: resolvedBy.held_sync,
    },
  ];
}

export function summaryOf(alerts: readonly Alert[]): AlertSummary {
  return {
    newest: alerts[0]?.id ?? null,
    byType: groups(alerts, ({ type }) => type).map(([type, all]) => ({
      type,
      level: all[0]?.level ?? "caution",
      count: all.length,
      muted: all.filter(({ muted }) => muted).length,
    })),
    byService: groups(alerts, ({ service }) => service.id).flatMap(([, all]) =>
      all[0] === undefined
        ? []
        : [{ service: all[0].service, count: all.length, muted: all.filter(({ muted }) => muted).length }],
    ),
    byPerson: groups(
      alerts.filter(({ muted }) => !muted),
      ({ person }) => person?.id,
    ).flatMap(([, all]) => {
      const person = all[0]?.person;
      const services = new Set(all.map(({ service }) => service.id)).size;
      return person ? [{ person, count: all.length, services }] : [];
    }),
  };
}

function groups<Key>(alerts: readonly Alert[], keyOf: (alert: Alert) => Key): [Key, Alert[]][] {
  const byKey = new Map<Key, Alert[]>();
  for (const alert of alerts) byKey.set(keyOf(alert), [...(byKey.get(keyOf(alert)) ?? []), alert]);
  return [...byKey].sort(([, one], [, other]) => other.length - one.length);
}

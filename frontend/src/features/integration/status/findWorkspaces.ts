import type { ListRequest, Sort } from "@/components/DataList";
import type { Workspace } from "../types";

/** Worst first: what needs a person stands above what runs by itself. */
const urgency: readonly Workspace["status"][] = ["failed", "held", "syncing", "never", "paused", "synced"];

/** The list of workspaces comes as a whole; searched, filtered and sorted here. */
export function findWorkspaces(workspaces: readonly Workspace[], request: ListRequest): readonly Workspace[] {
  const words = comparable(request.query).split(/\s+/).filter(Boolean);
  const { status = [], service = [], kind = [] } = request.filters;
  return workspaces
    .filter((workspace) => {
      const text = comparable(`${workspace.serviceName} ${workspace.serviceUniqueName} ${workspace.workspaceName}`);
      return words.every((word) => text.includes(word));
    })
    .filter((workspace) => isAmong(status, workspace.status))
    .filter((workspace) => isAmong(service, String(workspace.serviceId)))
    .filter((workspace) => isAmong(kind, workspace.kind))
    .sort((one, other) => compare(one, other, request.sort));
}

function compare(one: Workspace, other: Workspace, sort: Sort | null): number {
  const direction = sort?.descending === true ? -1 : 1;
  return direction * comparisonBy(sort?.key)(one, other) || byName(one, other);
}

function comparisonBy(key: string | undefined): (one: Workspace, other: Workspace) => number {
  switch (key) {
    case "workspace":
      return byName;
    case "accounts":
      return (one, other) => one.accountCount - other.accountCount;
    case "lastSync":
      return (one, other) => compareTimes(one.lastSynchronizationAt, other.lastSynchronizationAt);
    case "nextSync":
      return (one, other) => compareTimes(one.nextSynchronizationAt, other.nextSynchronizationAt);
    default:
      return (one, other) => urgency.indexOf(one.status) - urgency.indexOf(other.status);
  }
}

function byName(one: Workspace, other: Workspace): number {
  return one.serviceName.localeCompare(other.serviceName) || one.workspaceName.localeCompare(other.workspaceName);
}

function compareTimes(one: string | null, other: string | null): number {
  return (one ?? "").localeCompare(other ?? "");
}

function isAmong(chosen: readonly string[], value: string): boolean {
  return chosen.length === 0 || chosen.includes(value);
}

function comparable(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

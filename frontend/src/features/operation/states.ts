import type { StatusTone } from "@/components/StatusBadge";
import type { AccountStatus } from "@/features/account/types";
import type { AccountChange, Operation, OperationState, Plan } from "./types";

export const stateTones: Readonly<Record<OperationState, StatusTone>> = {
  scheduled: "waiting",
  requested: "waiting",
  running: "busy",
  succeeded: "good",
  failed: "critical",
  unknown: "warning",
  cancelled: "neutral",
};

export function isUnderWay({ state }: Pick<Operation, "state">): boolean {
  return state === "requested" || state === "running";
}

/** What can sensibly be asked for accounts in these states. */
export function changesFor(statuses: readonly AccountStatus[]): readonly AccountChange[] {
  const areSuspended = statuses.length > 0 && statuses.every((status) => status === "suspended");
  return [areSuspended ? "reactivate" : "deactivate", "delete"];
}

/** What must be typed before accounts are deleted: the name of the one, the number of many; nothing when all is kept. */
export function textToType(plans: readonly Plan[]): string | undefined {
  const losing = plans.filter(({ allowed, confirmName }) => allowed && Boolean(confirmName));
  if (losing.length === 0) return undefined;
  return plans.length === 1 ? (losing[0]?.confirmName ?? undefined) : String(plans.length);
}

/** Whether the service deletes nothing before it knows who takes the content over. */
export function needsSuccessor(plans: readonly Plan[]): boolean {
  return plans.some(({ handOver }) => handOver?.required === true);
}

/** The workspace among whose accounts somebody can be chosen to take over; null where there is no such choice. */
export function handOverWorkspace(plans: readonly Plan[]): number | null {
  const able = plans.filter(({ allowed, handOver }) => allowed && Boolean(handOver));
  const workspaces = new Set(able.map(({ workspace }) => workspace.id));
  return workspaces.size === 1 ? (able[0]?.workspace.id ?? null) : null;
}

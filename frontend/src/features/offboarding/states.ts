import type { StatusTone } from "@/components/StatusBadge";
import type { Offboarding, OffboardingState, Step, StepState } from "./types";

export const stateTones: Readonly<Record<OffboardingState, StatusTone>> = {
  planned: "waiting",
  waiting_for_approval: "waiting",
  running: "busy",
  paused: "neutral",
  needs_person: "warning",
  done: "good",
  cancelled: "neutral",
};

export const stepTones: Readonly<Record<StepState, StatusTone>> = {
  waiting: "waiting",
  running: "busy",
  done: "good",
  failed: "critical",
  unknown: "warning",
  skipped: "neutral",
  by_hand: "warning",
};

/** The columns of the board: what waits at the left, what is over at the right. */
export const boardColumns = ["planned", "waiting_for_approval", "running", "needs_person", "done"] as const;
export type BoardColumn = (typeof boardColumns)[number];

/** The column of an offboarding. A paused one waits for somebody; a cancelled one is over. */
export function columnOf({ state }: Pick<Offboarding, "state">): BoardColumn {
  switch (state) {
    case "paused":
      return "needs_person";
    case "cancelled":
      return "done";
    default:
      return state;
  }
}

export type OffboardingAction = "approve" | "run" | "pause" | "cancel" | "retry";

/** What can be asked of an offboarding as it stands. */
export function actionsFor({ state, steps }: Pick<Offboarding, "state" | "steps">): readonly OffboardingAction[] {
  const hasFailed = steps.some((step) => step.state === "failed" || step.state === "unknown");
  switch (state) {
    case "planned":
      return ["run", "cancel"];
    case "waiting_for_approval":
      return ["approve", "cancel"];
    case "running":
      return ["pause", "cancel"];
    case "paused":
      return ["run", "cancel"];
    case "needs_person":
      return hasFailed ? ["retry", "cancel"] : ["cancel"];
    case "done":
    case "cancelled":
      return [];
  }
}

export function isOver({ state }: Pick<Offboarding, "state">): boolean {
  return state === "done" || state === "cancelled";
}

/** The steps in the order in which they run, tasks after the accounts. */
export function inOrder(steps: readonly Step[]): readonly Step[] {
  return [...steps].sort(
    (one, other) => Number(one.kind === "task") - Number(other.kind === "task") || one.order - other.order,
  );
}

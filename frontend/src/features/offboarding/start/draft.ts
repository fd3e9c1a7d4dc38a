import type { Account } from "@/features/account/types";
import { inOrder } from "../states";
import type { OffboardingDraft, Step, StepAction, TaskDraft } from "../types";

/** One account of a plan while it is being made. */
export interface PlannedStep {
  step: Step;
  action: StepAction;
  order: number;
  transferTo: Account | null;
  assigneeId: number | null;
  dueDate: string;
  note: string;
}

export interface PlannedTask {
  title: string;
  assigneeId: number | null;
  dueDate: string;
}

export interface Plan {
  steps: readonly PlannedStep[];
  tasks: readonly PlannedTask[];
  /** When it begins by itself, as a date and time field writes it; empty for by hand. */
  runAt: string;
  approverId: number | null;
}

/** What the policies propose, ready to be changed. */
export function planFrom(steps: readonly Step[]): Plan {
  return {
    steps: inOrder(steps)
      .filter(({ kind }) => kind === "account")
      .map((step) => ({
        step,
        action: step.action,
        order: step.order,
        transferTo: null,
        assigneeId: step.assignee?.id ?? null,
        dueDate: step.dueDate ?? "",
        note: step.note ?? "",
      })),
    tasks: [],
    runAt: "",
    approverId: null,
  };
}

/** What is sent for a plan. `toInstant` reads a date and time in the organization's time zone. */
export function draftOf(peopleId: number, plan: Plan, toInstant: (local: string) => string): OffboardingDraft {
  const { steps, tasks, runAt, approverId } = plan;
  return {
    peopleId,
    runAt: runAt === "" ? undefined : toInstant(runAt),
    approverId: approverId ?? undefined,
    steps: steps.flatMap(({ step, action, order, transferTo, assigneeId, dueDate, note }) =>
      step.account
        ? [
            {
              accountId: step.account.accountId,
              action,
              order,
              transferTo: action === "transfer" ? (transferTo?.id ?? step.transferTo ?? undefined) : undefined,
              assigneeId: action === "manual" ? (assigneeId ?? undefined) : undefined,
              dueDate: action === "manual" && dueDate !== "" ? dueDate : undefined,
              note: note === "" ? undefined : note,
            },
          ]
        : [],
    ),
    tasks: tasks.filter(({ title }) => title.trim() !== "").map(taskOf),
  };
}

function taskOf({ title, assigneeId, dueDate }: PlannedTask): TaskDraft {
  return { title: title.trim(), assigneeId: assigneeId ?? undefined, dueDate: dueDate === "" ? undefined : dueDate };
}

/** The accounts whose content is lost if the plan runs as it is. */
export function losing(plan: Plan): readonly PlannedStep[] {
  return plan.steps.filter(({ step, action }) => action === "delete" && step.removesContent === true);
}

/** Whether each hand-over says to whom. */
export function isComplete(plan: Plan): boolean {
  return plan.steps.every(
    ({ step, action, transferTo }) => action !== "transfer" || transferTo !== null || Boolean(step.transferTo),
  );
}

import type { Account } from "../../src/features/account/types";
import type { Identity } from "../../src/features/directory/types";
import type { Offboarding, OffboardingDraft, Step } from "../../src/features/offboarding/types";
import { users } from "../sample";

const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** A step of which nothing is known yet. */
export const undone = {
  account: null,
  assignee: null,
  doneAt: null,
  doneBy: null,
  dueDate: null,
  error: null,
  note: null,
  operationId: null,
  removesContent: null,
  service: null,
  state: "waiting",
  title: null,
  touches: null,
  transferTo: null,
  verified: null,
  workspace: null,
} as const satisfies Partial<Step>;

/** The plan that the policies make: the identity provider last, GitHub by suspension. */
export function proposedSteps(accounts: readonly Account[]): Step[] {
  return accounts.map((account, index) => ({
    ...undone,
    id: index + 1,
    kind: "account",
    service: { id: account.serviceId, uniqueName: account.serviceUniqueName, name: account.serviceName },
    workspace: { id: account.workspaceId, name: account.workspaceName },
    account,
    action: account.serviceUniqueName === "github" ? "suspend" : "delete",
    order: account.serviceUniqueName === "google-workspace" ? 9 : 1,
    removesContent: account.serviceUniqueName === "google-workspace",
  }));
}

export function newOffboarding(id: number, person: Identity, accounts: readonly Account[], draft: OffboardingDraft) {
  const proposed = proposedSteps(accounts);
  const steps = draft.steps === undefined ? proposed : proposed.map((step) => chosen(step, draft));
  const tasks = (draft.tasks ?? []).map(({ title, assigneeId, dueDate, note }, index): Step => ({
    ...undone,
    id: 100 + index,
    kind: "task",
    title,
    action: "manual",
    order: 50,
    assignee: userOf(assigneeId),
    dueDate: dueDate ?? null,
    note: note ?? null,
  }));
  const approver = userOf(draft.approverId);
  const offboarding: Offboarding = {
    id,
    person,
    state: approver === null ? "planned" : "waiting_for_approval",
    runAt: draft.runAt ?? null,
    approver,
    approvedBy: null,
    createdBy: "青木 美咲",
    createdAt: new Date().toISOString(),
    startedAt: null,
    finishedAt: null,
    progress: { done: 0, total: steps.length + tasks.length },
    steps: [...steps, ...tasks],
  };
  return offboarding;
}

function chosen(step: Step, draft: OffboardingDraft): Step {
  const own = draft.steps?.find(({ accountId }) => accountId === step.account?.accountId);
  return own === undefined ? step : { ...step, action: own.action, order: own.order ?? 1, note: own.note ?? null };
}

function userOf(id: number | null | undefined) {
  const user = users.find((each) => each.id === id);
  return user === undefined ? null : { id: user.id, email: user.email };
}

const stepTime = 500;

/** Works off the steps one after another; what is by hand waits for somebody. */
export function run(offboarding: Offboarding): void {
  offboarding.state = "running";
  offboarding.startedAt ??= new Date().toISOString();
  const [next] = offboarding.steps.filter(({ state }) => state === "waiting");
  if (next === undefined) {
    settle(offboarding);
    return;
  }
  next.state = "running";
  setTimeout(() => {
    finishStep(next);
    count(offboarding);
    if (offboarding.state === "running") run(offboarding);
  }, stepTime);
}

function finishStep(step: Step): void {
  if (step.action === "manual") step.state = "by_hand";
  else if (step.action === "leave") step.state = "skipped";
  else {
    step.state = "done";
    step.verified = {
      at: new Date().toISOString(),
      gone: true,
      how: step.action === "suspend" ? "suspended" : "absent",
      detail: null,
    };
  }
}

/** Over when nobody is waited for. */
export function settle(offboarding: Offboarding): void {
  count(offboarding);
  const isWaiting = offboarding.steps.some(({ state }) => state === "by_hand" || state === "failed");
  offboarding.state = isWaiting ? "needs_person" : "done";
  offboarding.finishedAt = isWaiting ? null : new Date().toISOString();
}

function count(offboarding: Offboarding): void {
  const done = offboarding.steps.filter(({ state }) => state === "done" || state === "skipped").length;
  offboarding.progress = { done, total: offboarding.steps.length };
}

/** A board on which something stands in every column. */
export function makeOffboardings(people: readonly Identity[], accounts: readonly Account[]): Offboarding[] {
  const leavers = people.filter(({ employeeStatus }) => employeeStatus === "retired").slice(0, 5);
  return leavers.map((person, index) => {
    const own = accounts.filter(({ peopleId }) => peopleId === person.peopleId);
    const offboarding = newOffboarding(index + 1, person, own, {
      peopleId: person.peopleId,
      runAt: index === 0 ? hoursFromNow(30) : undefined,
      approverId: index === 1 ? 2 : undefined,
      tasks: [{ title: "ノートPCの返却", assigneeId: 2, dueDate: "2026-12-01" }],
    });
    return developed(offboarding, index);
  });
}

function developed(offboarding: Offboarding, stage: number): Offboarding {
  if (stage < 2) return offboarding;
  offboarding.startedAt = hoursFromNow(-2);
  for (const step of offboarding.steps.slice(0, stage === 2 ? 1 : undefined)) finishStep(step);
  if (stage === 3 && offboarding.steps[0] !== undefined) {
    offboarding.steps[0].state = "failed";
    offboarding.steps[0].verified = null;
    offboarding.steps[0].error = {
      errorId: "credentials_expired",
      message: "The registered credentials are incorrect or have expired",
      remedy: "Integrate the workspace again, then retry.",
      detail: "GET /users answered 401",
      at: hoursFromNow(-1),
    };
  }
  if (stage === 4) for (const step of offboarding.steps) step.state = "done";
  settle(offboarding);
  if (stage === 2) offboarding.state = "paused";
  return offboarding;
}

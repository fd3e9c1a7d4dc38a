import { describe, expect, it } from "vitest";
import { isReady, newAutomation, triggerOn } from "@/features/offboarding/automation/draft";
import { triggerWords } from "@/features/offboarding/automation/useTriggerWords";
import { runEffects } from "@/features/offboarding/detail/effects";
import { withPolicy } from "@/features/offboarding/policies/policies";
import { draftOf, isComplete, losing, planFrom } from "@/features/offboarding/start/draft";
import { instantOf } from "@/features/offboarding/start/instant";
import { actionsFor, columnOf, inOrder } from "@/features/offboarding/states";
import type { Step } from "@/features/offboarding/types";
import { localName } from "@/features/services/serviceName";
import { en } from "@/texts/en";
import { undone } from "../../../mock/offboarding/offboardings";

const step = (name: string, changes: Partial<Step> = {}): Step => ({
  ...undone,
  id: Number(name),
  kind: "account",
  service: { id: 1, uniqueName: "slack", name: "Slack" },
  account: { id: `2#${name}`, accountId: Number(name), displayName: name, email: null, userName: null },
  action: "delete",
  order: 1,
  state: "waiting",
  ...changes,
});

describe("a plan", () => {
  it("stands in the order in which it runs, tasks last", () => {
    const steps = [step("1", { kind: "task", order: 0 }), step("2", { order: 9 }), step("3", { order: 1 })];
    expect(inOrder(steps).map(({ id }) => id)).toEqual([3, 2, 1]);
  });

  it("is sent with the action of each account and only with what the action needs", () => {
    const plan = planFrom([step("1"), step("2", { action: "manual" })]);
    const [first, second] = plan.steps;
    if (first === undefined || second === undefined) throw new Error("two steps");
    const changed = {
      ...plan,
      steps: [first, { ...second, assigneeId: 7, dueDate: "2026-12-01" }],
      tasks: [
        { title: " Laptop ", assigneeId: null, dueDate: "" },
        { title: "", assigneeId: null, dueDate: "" },
      ],
      runAt: "2026-11-30T18:00",
    };
    expect(draftOf(5, changed, (local) => instantOf(local, "Asia/Tokyo"))).toEqual({
      peopleId: 5,
      runAt: "2026-11-30T09:00:00.000Z",
      steps: [
        { accountId: 1, action: "delete", order: 1 },
        { accountId: 2, action: "manual", order: 1, assigneeId: 7, dueDate: "2026-12-01" },
      ],
      tasks: [{ title: "Laptop" }],
    });
  });

  it("is not complete while a hand-over names nobody", () => {
    expect(isComplete(planFrom([step("1", { action: "transfer" })]))).toBe(false);
    expect(isComplete(planFrom([step("1", { action: "transfer", transferTo: 9 })]))).toBe(true);
  });

  it("names the accounts whose content is lost", () => {
    const plan = planFrom([
      step("1", { removesContent: true }),
      step("2", { removesContent: true, action: "suspend" }),
    ]);
    expect(losing(plan).map(({ step: { id } }) => id)).toEqual([1]);
  });
});

describe("the run", () => {
  it("is weighed by what it still does", () => {
    const steps = [step("1", { removesContent: true }), step("2", { action: "suspend" }), step("3", { state: "done" })];
    expect(runEffects({ steps }, en.offboarding, (service) => localName([], service))).toEqual({
      consequences: [
        en.offboarding.counted.delete(1),
        en.offboarding.counted.suspend(1),
        en.offboarding.contentLost("Slack"),
      ],
      losesContent: true,
    });
  });

  it("can be retried only where something failed", () => {
    expect(actionsFor({ state: "needs_person", steps: [step("1", { state: "failed" })] })).toContain("retry");
    expect(actionsFor({ state: "needs_person", steps: [step("1", { state: "by_hand" })] })).not.toContain("retry");
  });

  it("that is paused waits for a person, a cancelled one is over", () => {
    expect(columnOf({ state: "paused" })).toBe("needs_person");
    expect(columnOf({ state: "cancelled" })).toBe("done");
  });
});

it("has one rule for a service at most", () => {
  const rule = { serviceId: 1, action: "delete", order: 1, transferTo: "none" } as const;
  expect(withPolicy([rule], { ...rule, action: "suspend" })).toEqual([{ ...rule, action: "suspend" }]);
});

describe("an automation", () => {
  const leaver = newAutomation("leaver", "Leavers");

  it("for leavers is ready at once and begins switched off", () => {
    expect(isReady(leaver)).toBe(true);
    expect(leaver.enabled).toBe(false);
  });

  it("for joiners needs an account to make", () => expect(isReady(newAutomation("joiner", "Joiners"))).toBe(false));

  it("on a change needs the value that it changes to", () => {
    const trigger = triggerOn("department", leaver.trigger);
    expect(isReady({ ...leaver, trigger })).toBe(false);
    expect(isReady({ ...leaver, trigger: { ...trigger, to: "Sales" } })).toBe(true);
  });

  it("is told in words", () => {
    const { triggerFields } = en.automation;
    expect(triggerWords({ field: "contractEndAt", when: "before", days: 3 }, en.automation)).toBe(
      `3 days before: ${triggerFields.contractEndAt}`,
    );
  });
});

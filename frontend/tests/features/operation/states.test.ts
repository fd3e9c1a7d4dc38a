import { describe, expect, it } from "vitest";
import { changesFor, handOverWorkspace, textToType } from "@/features/operation/states";
import type { Plan } from "@/features/operation/types";
import { consequencesOf } from "@/features/operation/useConsequences";
import { en } from "@/texts/en";

const plan = (changes: Partial<Plan>): Plan => ({
  operation: "delete",
  account: { id: "2#a", accountId: 1, displayName: "Hina", email: null, userName: null },
  service: { id: 1, uniqueName: "wordpress", name: "WordPress" },
  workspace: { id: 2, name: "Blog" },
  allowed: true,
  refusal: null,
  requests: [],
  effect: "removes",
  removesContent: null,
  touches: null,
  sharedUsers: null,
  freesLicense: null,
  plan: null,
  handOver: null,
  confirmName: null,
  scheduledFor: null,
  suspendsNow: false,
  ...changes,
});

describe("what can be asked for accounts", () => {
  it("is to suspend what is active", () => expect(changesFor(["active", "suspended"])[0]).toBe("deactivate"));
  it("is to reactivate what is suspended", () => expect(changesFor(["suspended"])[0]).toBe("reactivate"));
});

describe("what has to be typed", () => {
  it("is nothing while no content is lost", () => expect(textToType([plan({})])).toBeUndefined());
  it("is the name of the one that loses content", () =>
    expect(textToType([plan({ confirmName: "Hina" })])).toBe("Hina"));
  it("is the number of many", () => expect(textToType([plan({ confirmName: "Hina" }), plan({})])).toBe("2"));
  it("is nothing for what is refused anyway", () =>
    expect(textToType([plan({ confirmName: "Hina", allowed: false })])).toBeUndefined());
});

describe("who can take over", () => {
  it("is found among the accounts of the workspace", () =>
    expect(handOverWorkspace([plan({ handOver: { input: "reassign", required: false } })])).toBe(2));
  it("is nobody when accounts of several workspaces are deleted at once", () => {
    const other = plan({ handOver: { input: "reassign", required: false }, workspace: { id: 3, name: "Shop" } });
    expect(handOverWorkspace([plan({ handOver: { input: "reassign", required: false } }), other])).toBeNull();
  });
});

describe("the consequences", () => {
  const format = { dateTime: () => "tomorrow" };
  const words = en.operation.consequences;

  it("tell that a delete which only deactivates is none", () =>
    expect(consequencesOf(plan({ effect: "deactivates" }), "WordPress", en.operation, format)).toEqual([
      words.effects.deactivates("WordPress"),
    ]));

  it("tell what is lost, what else is touched, and until when it can be undone", () =>
    expect(
      consequencesOf(
        plan({ removesContent: true, sharedUsers: "Also leaves Garoon.", scheduledFor: "2026-11-23T00:00:00Z" }),
        "WordPress",
        en.operation,
        format,
      ),
    ).toEqual([
      words.effects.removes("WordPress"),
      words.contentLost("WordPress"),
      "Also leaves Garoon.",
      words.scheduled("tomorrow"),
    ]));
});

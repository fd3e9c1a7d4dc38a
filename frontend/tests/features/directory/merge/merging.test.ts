import { describe, expect, it } from "vitest";
import { gainedEmails, mayMerge, suggestKept } from "@/features/directory/merge/merging";
import { managementTypes, type ManagementType } from "@/features/directory/types";
import { samplePerson } from "../samplePerson";

const goes = (managementType: ManagementType) => samplePerson({ id: "1", peopleId: 1, managementType });
const stays = (managementType: ManagementType) => samplePerson({ id: "2", peopleId: 2, managementType });

describe("merging", () => {
  it.each([
    ["managed", ["managed"]],
    ["external", ["managed", "external"]],
    ["system", ["managed", "external", "system"]],
    ["unregistered", ["managed", "external", "system"]],
    ["unknown", ["managed", "external", "system", "unregistered"]],
  ] as const)("allows an entry of the kind %s into %s only", (kind, allowed) => {
    expect(managementTypes.filter((target) => mayMerge(goes(kind), stays(target)))).toEqual(allowed);
  });

  it("refuses to merge somebody into themselves", () => {
    expect(mayMerge(goes("managed"), goes("managed"))).toBe(false);
  });

  it("suggests to keep the one that the rules let stay", () => {
    const [external, managed] = [goes("external"), stays("managed")];
    expect(suggestKept(external, managed)).toEqual({ kept: managed, gone: external });
    expect(suggestKept(managed, external)).toEqual({ kept: managed, gone: external });
  });

  it("suggests to keep the one with an employee number where both may stay", () => {
    const numbered = { ...stays("managed"), employeeId: "E1" };
    expect(suggestKept({ ...goes("managed"), accountCount: 9 }, numbered).kept).toBe(numbered);
  });

  it("tells which addresses the kept entry gains", () => {
    const gone = samplePerson({ primaryEmail: "a@example.com", secondaryEmails: ["b@example.com", "c@example.com"] });
    const kept = samplePerson({ primaryEmail: "c@example.com", secondaryEmails: ["x@example.com"] });
    expect(gainedEmails(gone, kept)).toEqual(["a@example.com", "b@example.com"]);
  });
});

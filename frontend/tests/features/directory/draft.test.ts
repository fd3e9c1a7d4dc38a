import { describe, expect, it } from "vitest";
import { draftOf, emptyDraft, formField, valuesOf } from "@/features/directory/draft";
import type { CustomField } from "@/features/directory/types";
import { samplePerson } from "./samplePerson";

const badge: CustomField = {
  id: 1,
  attributeName: "Badge",
  attributeCode: "badge",
  kind: "number",
  configuration: null,
};

describe("the form of a person", () => {
  it("sends an empty field as nothing", () => {
    expect(draftOf(valuesOf(null, null, []), [])).toEqual(emptyDraft);
  });

  it("sends back what it was given", () => {
    const person = samplePerson({
      department: { name: "開発部" },
      manager: { id: "9" },
      customFields: { badge: 42 },
      lifecycle: {
        contractStartAt: "2020-04-01",
        contractEndAt: null,
        suspensionStartAt: null,
        suspensionEndAt: null,
      },
    });
    const manager = samplePerson({ id: "9" });
    expect(draftOf(valuesOf(person, manager, [badge]), [badge])).toMatchObject({
      displayName: "佐藤 陽菜",
      department: { name: "開発部" },
      manager: { id: "9" },
      customFields: { badge: 42 },
      lifecycle: { contractStartAt: "2020-04-01", contractEndAt: null },
    });
  });

  it("does not count spaces as content", () => {
    const values = { ...valuesOf(null, null, [badge]), jobTitle: "  ", note: " moved ", custom: { badge: " " } };
    expect(draftOf(values, [badge])).toMatchObject({ jobTitle: null, note: "moved", customFields: { badge: null } });
  });

  it.each([
    ["primaryEmail", "primaryEmail"],
    ["lifecycle.contractEndAt", "contractEndAt"],
    ["department.name", "department"],
    ["manager.id", "manager"],
    ["customFields.badge", "custom.badge"],
    ["identityUpdates.lifecycle.suspensionEndAt", "suspensionEndAt"],
  ])("shows a refusal of %s at %s", (field, place) => {
    expect(formField(field)).toBe(place);
  });
});

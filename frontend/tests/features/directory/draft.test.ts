import { describe, expect, it } from "vitest";
import { changesBetween, draftOf, emptyDraft, formField, valuesOf } from "@/features/directory/draft";
import { customField } from "../../../mock/ledger";
import { samplePerson } from "./samplePerson";

const badge = customField(1, "Badge", "badge", { kind: "number" });

describe("the form of a person", () => {
  it("sends an empty field as nothing", () => {
    expect(draftOf(valuesOf(null, []), [])).toEqual(emptyDraft);
  });

  it("sends back what it was given", () => {
    const person = samplePerson({
      department: { name: "開発部" },
      manager: { id: "9", displayName: "田中 健太", primaryEmail: null },
      customFields: { badge: 42 },
      lifecycle: {
        contractStartAt: "2020-04-01",
        contractEndAt: null,
        suspensionStartAt: null,
        suspensionEndAt: null,
      },
    });
    expect(draftOf(valuesOf(person, [badge]), [badge])).toMatchObject({
      displayName: "佐藤 陽菜",
      department: { name: "開発部" },
      manager: { id: "9" },
      customFields: { badge: 42 },
      lifecycle: { contractStartAt: "2020-04-01", contractEndAt: null },
    });
  });

  it("does not count spaces as content", () => {
    const values = { ...valuesOf(null, [badge]), jobTitle: "  ", note: " moved ", custom: { badge: " " } };
    expect(draftOf(values, [badge])).toMatchObject({ jobTitle: null, note: "moved", customFields: { badge: null } });
  });

  it("leaves the addresses of merged people to their merge", () => {
    const person = samplePerson({
      secondaryEmails: ["own@example.com", "merged@example.com"],
      mergedPeople: [
        { id: 2, identityId: "2", displayName: "Hina", primaryEmail: "merged@example.com", username: null },
      ],
    });
    expect(valuesOf(person, []).secondaryEmails).toEqual(["own@example.com"]);
  });

  it("sends only what was changed", () => {
    const before = draftOf(valuesOf(samplePerson({ customFields: { badge: 1, size: "M" } }), [badge]), [badge]);
    expect(changesBetween(before, before)).toEqual({});
    const after = {
      ...before,
      jobTitle: "Lead",
      lifecycle: { ...before.lifecycle, contractEndAt: "2026-12-31" },
      customFields: { badge: 2 },
    };
    expect(changesBetween(before, after)).toEqual({
      jobTitle: "Lead",
      lifecycle: { contractEndAt: "2026-12-31" },
      customFields: { badge: 2 },
    });
  });

  it.each([
    ["primaryEmail", "primaryEmail"],
    ["secondaryEmails[1]", "secondaryEmails"],
    ["lifecycle.contractEndAt", "contractEndAt"],
    ["department.name", "department"],
    ["manager.id", "manager"],
    ["customFields.badge", "custom.badge"],
    ["identityUpdates.lifecycle.suspensionEndAt", "suspensionEndAt"],
  ])("shows a refusal of %s at %s", (field, place) => {
    expect(formField(field)).toBe(place);
  });
});

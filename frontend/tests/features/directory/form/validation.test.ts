import { expect, it } from "vitest";
import { valuesOf, type PersonValues } from "@/features/directory/draft";
import { validate } from "@/features/directory/form/validation";
import { en } from "@/texts/en";
import { customField } from "../../../../mock/ledger";

const badge = customField(1, "Badge", "badge", { kind: "number" });
const wrongIn = (more: Partial<PersonValues>) =>
  Object.keys(validate({ ...valuesOf(null, [badge]), ...more }, [badge], en.directory.form));

it("asks for a name of some kind", () => {
  expect(wrongIn({})).toEqual(["displayName"]);
  expect(wrongIn({ lastName: "佐藤" })).toEqual([]);
});

it("refuses what is plainly no address, no number or no period", () => {
  const named = { displayName: "Ann" };
  expect(wrongIn({ ...named, primaryEmail: "ann.example.com" })).toEqual(["primaryEmail"]);
  expect(wrongIn({ ...named, secondaryEmails: ["ann@example.com", "ann"] })).toEqual(["secondaryEmails"]);
  expect(wrongIn({ ...named, custom: { badge: "seven" } })).toEqual(["custom.badge"]);
  expect(wrongIn({ ...named, contractStartAt: "2026-04-01", contractEndAt: "2026-03-31" })).toEqual(["contractEndAt"]);
  expect(wrongIn({ ...named, suspensionEndAt: "2026-03-31" })).toEqual([]);
});

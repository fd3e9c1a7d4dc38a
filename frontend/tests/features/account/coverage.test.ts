import { expect, it } from "vitest";
import { untold, type FieldCoverage } from "@/features/account/coverage";

const everything: FieldCoverage = {
  email: true,
  username: true,
  displayName: true,
  status: true,
  role: true,
  license: true,
  twoFactor: true,
  lastActivity: true,
  createdAt: true,
  employeeNumber: true,
};

it("names what the service never tells", () => {
  expect(untold({ ...everything, lastActivity: false, email: false })).toEqual(["email", "lastActivity"]);
  expect(untold(everything)).toEqual([]);
});

it("is silent about employee numbers, which few services have", () => {
  expect(untold({ ...everything, employeeNumber: false })).toEqual([]);
});

it("is silent while nothing is known, and about services kept by hand", () => {
  expect(untold(undefined)).toEqual([]);
  const byHand = Object.fromEntries(Object.keys(everything).map((field) => [field, false])) as FieldCoverage;
  expect(untold(byHand)).toEqual([]);
});

import { expect, it } from "vitest";
import { statusDate } from "@/features/directory/person/statusDate";
import type { EmployeeStatus } from "@/features/directory/types";
import { createFormat } from "@/texts/format";
import { ja } from "@/texts/ja";
import { samplePerson } from "../samplePerson";

const lifecycle = {
  contractStartAt: "2026-12-01",
  contractEndAt: "2027-03-31",
  suspensionStartAt: null,
  suspensionEndAt: "2027-01-15",
};
const shown = (employeeStatus: EmployeeStatus, dates = lifecycle) =>
  statusDate(samplePerson({ employeeStatus, lifecycle: dates }), ja.directory.person, createFormat("ja", "Asia/Tokyo"));

it("tells the date that matters for the status", () => {
  expect(shown("preactive")).toBe("入社日 2026/12/01");
  expect(shown("on_leave")).toBe("2027/01/15 まで");
  expect(shown("active")).toBe("退職日 2027/03/31");
  expect(shown("retired")).toBe("退職日 2027/03/31");
});

it("is silent where no such date is known", () => {
  const none = { contractStartAt: null, contractEndAt: null, suspensionStartAt: null, suspensionEndAt: null };
  expect(statusDate(samplePerson({ lifecycle: none }), ja.directory.person, createFormat("ja", "UTC"))).toBeNull();
});

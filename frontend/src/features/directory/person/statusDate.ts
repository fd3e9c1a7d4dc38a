import type { Texts } from "@/texts";
import type { Format } from "@/texts/format";
import type { Identity } from "../types";

/** The date that belongs to somebody's status: when it began, or when it ends. */
export function statusDate(person: Identity, words: Texts["directory"]["person"], format: Pick<Format, "day">) {
  const { contractStartAt, contractEndAt, suspensionEndAt } = person.lifecycle;
  switch (person.employeeStatus) {
    case "preactive":
      return contractStartAt === null ? null : words.startsOn(format.day(contractStartAt));
    case "on_leave":
      return suspensionEndAt === null ? null : words.onLeaveUntil(format.day(suspensionEndAt));
    default:
      return contractEndAt === null ? null : words.lastDay(format.day(contractEndAt));
  }
}

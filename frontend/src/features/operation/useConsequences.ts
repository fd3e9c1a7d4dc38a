import { useCallback } from "react";
import { useServiceName } from "@/features/services/serviceName";
import { useFormat, useTexts, type Texts } from "@/texts";
import type { Format } from "@/texts/format";
import type { Plan } from "./types";

/** Gives the sentences of a plan: what happens to the account and what goes with it. */
export function useConsequences(): (plan: Plan) => readonly string[] {
  const { operation } = useTexts();
  const format = useFormat();
  const serviceName = useServiceName();
  return useCallback(
    (plan) => consequencesOf(plan, serviceName(plan.service), operation, format),
    [serviceName, operation, format],
  );
}

export function consequencesOf(
  plan: Plan,
  service: string,
  { consequences: words }: Texts["operation"],
  format: Pick<Format, "dateTime">,
): readonly string[] {
  const { operation, effect, touches, sharedUsers } = plan;
  const isDelete = operation === "delete";
  return [
    isDelete ? words.effects[effect ?? "removes"](service) : words.changes[operation](service),
    isDelete && plan.removesContent === true && words.contentLost(service),
    isDelete && plan.removesContent === false && words.contentKept(service),
    Boolean(plan.handOver) && words.handsOver,
    touches,
    sharedUsers,
    plan.freesLicense === true && words.freesLicense,
    plan.plan && words.needsPlan(plan.plan),
    plan.scheduledFor && words.scheduled(format.dateTime(new Date(plan.scheduledFor))),
    plan.suspendsNow && words.suspendsNow,
  ].filter((sentence): sentence is string => typeof sentence === "string" && sentence !== "");
}

import type { NamedService } from "@/features/services/serviceName";
import type { Texts } from "@/texts";
import { stepActions, type Offboarding } from "../types";

/** What a run does, counted by action, and whether content is lost with it. */
export function runEffects(
  { steps }: Pick<Offboarding, "steps">,
  texts: Texts["offboarding"],
  serviceName: (service: NamedService) => string,
) {
  const waiting = steps.filter(({ state }) => state !== "done" && state !== "skipped");
  const counted = stepActions
    .map((action) => ({ action, count: waiting.filter((step) => step.action === action).length }))
    .filter(({ count }) => count > 0)
    .map(({ action, count }) => texts.counted[action](count));
  const lost = waiting.filter(({ action, removesContent }) => action === "delete" && removesContent === true);
  const services = [...new Set(lost.flatMap(({ service }) => (service ? serviceName(service) : [])))];
  return {
    consequences: services.length === 0 ? counted : [...counted, texts.contentLost(services.join(" · "))],
    losesContent: services.length > 0,
  };
}

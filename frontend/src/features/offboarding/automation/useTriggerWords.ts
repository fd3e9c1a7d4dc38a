import { useTexts, type Texts } from "@/texts";
import { isDate } from "./draft";
import type { Trigger } from "./types";

/** A trigger in words: "3 days before: employment ends". */
export function useTriggerWords(): (trigger: Trigger) => string {
  const { automation } = useTexts();
  return (trigger) => triggerWords(trigger, automation);
}

export function triggerWords({ field, when = "on", days = 0, to }: Trigger, texts: Texts["automation"]): string {
  const name = texts.triggerFields[field];
  if (!isDate(field)) return texts.becomes(name, to ?? "");
  return when === "on" || days === 0 ? texts.onDay(name) : texts.daysFrom[when](days, name);
}

import type { AutomationAction, AutomationDraft, AutomationKind, Trigger, TriggerField } from "./types";

/** What a new automation begins with. */
export function newAutomation(kind: AutomationKind, name: string): AutomationDraft {
  return {
    name,
    enabled: false,
    kind,
    trigger: { field: kind === "joiner" ? "contractStartAt" : "contractEndAt", when: "on", days: 0 },
    conditions: [],
    actions: kind === "leaver" ? [{ kind: "offboard" }] : [],
  };
}

export function isDate(field: TriggerField): boolean {
  return field === "contractStartAt" || field === "contractEndAt";
}

/** The trigger with another field; what does not fit it is left out. */
export function triggerOn(field: TriggerField, { when, days }: Trigger): Trigger {
  return isDate(field) ? { field, when, days } : { field, when: "on", days: 0, to: "" };
}

/** Whether everything is there that a run needs. */
export function isReady({ name, trigger, conditions, actions }: AutomationDraft): boolean {
  return (
    name.trim() !== "" &&
    (isDate(trigger.field) || Boolean(trigger.to)) &&
    conditions.every(({ is }) => is.length > 0) &&
    actions.length > 0 &&
    actions.every(isComplete)
  );
}

function isComplete(action: AutomationAction): boolean {
  if (action.kind === "create") return action.workspaceId !== 0;
  return action.kind === "offboard" || action.channelId !== 0;
}

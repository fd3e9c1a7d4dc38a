import { Stack, Text } from "@mantine/core";
import { StatusBadge } from "@/components/StatusBadge";
import { PlanView } from "@/features/operation/PlanView";
import { useServiceName } from "@/features/services/serviceName";
import { useTexts } from "@/texts";
import { runEffects } from "../detail/effects";
import type { RehearsedAction } from "./types";

/** What each action would do for somebody; nothing has been done. */
export function Rehearsal({ actions }: { actions: readonly RehearsedAction[] }) {
  const { automation } = useTexts();
  return (
    <Stack gap="sm" role="status">
      <Text fw={600}>{automation.wouldDo}</Text>
      {actions.map((action, index) => (
        <Action key={index} action={action} />
      ))}
    </Stack>
  );
}

function Action({ action: { plan, offboarding, notice, refusal } }: { action: RehearsedAction }) {
  const { automation, offboarding: texts } = useTexts();
  const serviceName = useServiceName();
  if (refusal) return <StatusBadge tone="critical" label={refusal.message} />;
  if (plan) {
    return (
      <div>
        <Text size="sm">
          {serviceName(plan.service)} · {plan.workspace.name}
        </Text>
        <PlanView plan={plan} />
      </div>
    );
  }
  if (notice) {
    return <Text size="sm">{[automation.wouldTell(notice.channel), notice.message].filter(Boolean).join(" ")}</Text>;
  }
  const sentences = offboarding ? runEffects(offboarding, texts, serviceName).consequences : [];
  return <Text size="sm">{sentences.length === 0 ? automation.nothingToDo : sentences.join(" ")}</Text>;
}

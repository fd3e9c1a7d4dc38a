import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useCan } from "@/app/session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { useNotify } from "@/components/useNotify";
import { useServiceName } from "@/features/services/serviceName";
import { useTexts } from "@/texts";
import { useOffboardingChanges } from "../queries";
import { actionsFor, type OffboardingAction } from "../states";
import type { Offboarding } from "../types";
import { runEffects } from "./effects";

/** What can be done with an offboarding as it stands; what cannot be undone is confirmed first. */
export function Actions({ offboarding, name }: { offboarding: Offboarding; name: string }) {
  const { offboarding: texts } = useTexts();
  const mayAct = useCan("accounts:write");
  const { done, refused } = useNotify();
  const { act } = useOffboardingChanges();
  const serviceName = useServiceName();
  const [confirming, setConfirming] = useState<OffboardingAction | null>(null);
  if (!mayAct) return null;

  const perform = async (action: OffboardingAction) => {
    await act.mutateAsync({ id: offboarding.id, action });
    done(texts.did[action]);
  };
  const effects = runEffects(offboarding, texts, serviceName);
  const isWeighty = (action: OffboardingAction) => action === "run" || action === "cancel";

  return (
    <Group gap="xs">
      {actionsFor(offboarding).map((action) => (
        <Button
          key={action}
          variant={action === "cancel" || action === "pause" ? "default" : "filled"}
          loading={act.isPending && act.variables.action === action}
          onClick={isWeighty(action) ? () => setConfirming(action) : () => void perform(action).catch(refused)}
        >
          {texts.verbs[action]}
        </Button>
      ))}
      <ConfirmDialog
        opened={confirming !== null}
        onClose={() => setConfirming(null)}
        title={confirming === "cancel" ? texts.cancelTitle(name) : texts.runTitle(name)}
        consequences={confirming === "cancel" ? texts.cancelEffects : effects.consequences}
        action={texts.verbs[confirming ?? "run"]}
        nameToType={confirming === "run" && effects.losesContent ? name : undefined}
        onConfirm={() => (confirming === null ? Promise.resolve() : perform(confirming))}
      />
    </Group>
  );
}

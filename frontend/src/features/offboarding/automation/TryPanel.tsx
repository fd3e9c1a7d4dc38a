import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { useCan } from "@/app/session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FormError } from "@/components/FormError";
import { Panel } from "@/components/Panel";
import { useNotify } from "@/components/useNotify";
import { PersonPicker } from "@/features/directory/PersonPicker";
import type { Identity } from "@/features/directory/types";
import { useTexts } from "@/texts";
import { useAutomationChanges } from "./queries";
import { Rehearsal } from "./Rehearsal";
import type { Automation } from "./types";

/** Shows what the automation would do for somebody, and does it by hand when wanted. */
export function TryPanel({ automation }: { automation: Automation }) {
  const { automation: texts, directory } = useTexts();
  const mayRun = useCan("accounts:write");
  const { done } = useNotify();
  const { run } = useAutomationChanges();
  const [person, setPerson] = useState<Identity | null>(null);
  const [isConfirming, setConfirming] = useState(false);
  const name = person?.displayName ?? directory.unnamed;
  if (!mayRun) return null;

  const start = (dryRun: boolean) =>
    run.mutateAsync({ id: automation.id, peopleIds: person === null ? [] : [person.peopleId], dryRun });

  return (
    <Panel title={texts.tryTitle} lead={texts.tryLead}>
      <Stack>
        <FormError error={run.error} />
        <Group align="flex-end" gap="xs">
          <div style={{ flex: "1 1 260px" }}>
            <PersonPicker label={texts.person} value={person} onChange={setPerson} />
          </div>
          <Button
            variant="default"
            disabled={person === null}
            loading={run.isPending && run.variables.dryRun}
            onClick={() => void start(true).catch(() => undefined)}
          >
            {texts.dryRun}
          </Button>
          <Button disabled={person === null} onClick={() => setConfirming(true)}>
            {texts.runNow}
          </Button>
        </Group>
        {run.data?.rehearsals.map(({ peopleId, actions }) => (
          <Rehearsal key={peopleId} actions={actions} />
        ))}
      </Stack>
      <ConfirmDialog
        opened={isConfirming}
        onClose={() => setConfirming(false)}
        title={texts.runTitle(name)}
        consequences={automation.kind === "leaver" ? texts.runEffects.leaver : texts.runEffects.joiner}
        action={texts.runNow}
        onConfirm={async () => {
          await start(false);
          done(texts.started(name));
        }}
      />
    </Panel>
  );
}

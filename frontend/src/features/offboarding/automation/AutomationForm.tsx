import { Button, Group, Stack, Switch, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useCan } from "@/app/session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FormError } from "@/components/FormError";
import { Panel } from "@/components/Panel";
import { useNotify } from "@/components/useNotify";
import { ChannelSelect } from "@/features/notification/ChannelSelect";
import { useTexts } from "@/texts";
import { Actions } from "./Actions";
import { Conditions } from "./Conditions";
import { isReady } from "./draft";
import { useAutomationChanges } from "./queries";
import { TriggerFields } from "./TriggerFields";
import type { Automation, AutomationDraft } from "./types";

export function AutomationForm({ automation }: { automation: Automation }) {
  const { automation: texts, common } = useTexts();
  const mayChange = useCan("accounts:write");
  const navigate = useNavigate();
  const { done } = useNotify();
  const { change, remove } = useAutomationChanges();
  const { id, ...saved } = automation;
  const [draft, setDraft] = useState<AutomationDraft>(saved);
  const [isRemoving, setRemoving] = useState(false);
  const set = (changes: Partial<AutomationDraft>) => setDraft({ ...draft, ...changes });
  const isChanged = JSON.stringify(draft) !== JSON.stringify(saved);

  const removeForGood = async () => {
    await remove.mutateAsync(id);
    done(texts.removed(automation.name));
    await navigate({ to: "/offboarding/automations" });
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ id, ...draft, name: draft.name.trim() }, { onSuccess: () => done(common.saved) });
      }}
    >
      <Stack>
        <FormError error={change.error} />
        <Panel title={texts.when}>
          <Stack gap="sm">
            <TextInput
              label={texts.columns.name}
              required
              value={draft.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <TriggerFields trigger={draft.trigger} onChange={(trigger) => set({ trigger })} />
          </Stack>
        </Panel>
        <Panel title={texts.forWhom} lead={texts.forWhomLead}>
          <Conditions conditions={draft.conditions} onChange={(conditions) => set({ conditions })} />
        </Panel>
        <Panel title={texts.what}>
          <Actions kind={draft.kind} actions={draft.actions} onChange={(actions) => set({ actions })} />
        </Panel>
        <Panel title={texts.notify}>
          <ChannelSelect
            aria-label={texts.notify}
            placeholder={texts.notifyNobody}
            value={draft.notify ?? null}
            onChange={(notify) => set({ notify })}
          />
        </Panel>
        {mayChange && (
          <Group justify="space-between">
            <Button variant="default" onClick={() => setRemoving(true)}>
              {common.delete}
            </Button>
            <Group gap="md">
              <Switch
                label={texts.columns.enabled}
                checked={draft.enabled}
                onChange={(event) => set({ enabled: event.currentTarget.checked })}
              />
              <Button type="submit" loading={change.isPending} disabled={!isChanged || !isReady(draft)}>
                {common.save}
              </Button>
            </Group>
          </Group>
        )}
      </Stack>
      <ConfirmDialog
        opened={isRemoving}
        onClose={() => setRemoving(false)}
        title={texts.removeTitle(automation.name)}
        consequences={texts.removeEffects}
        action={common.delete}
        onConfirm={removeForGood}
      />
    </form>
  );
}

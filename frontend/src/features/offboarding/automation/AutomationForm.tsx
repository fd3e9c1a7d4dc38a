import { Button, Group, Stack, Switch, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useCan } from "@/app/session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FormError } from "@/components/FormError";
import { Panel } from "@/components/Panel";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { Actions } from "./Actions";
import { Conditions } from "./Conditions";
import { isReady } from "./draft";
import { useAutomationChanges } from "./queries";
import { TriggerFields } from "./TriggerFields";
import type { AutomationDraft } from "./types";

interface AutomationFormProps {
  /** Of an automation that is there; a new one is made when it is left out. */
  id?: number;
  draft: AutomationDraft;
}

export function AutomationForm({
  id,
  draft: { name, enabled, kind, trigger, conditions, actions },
}: AutomationFormProps) {
  const { automation: texts, common } = useTexts();
  const mayChange = useCan("accounts:write");
  const navigate = useNavigate();
  const { done } = useNotify();
  const { add, change, remove } = useAutomationChanges();
  const saved: AutomationDraft = { name, enabled, kind, trigger, conditions, actions };
  const [draft, setDraft] = useState(saved);
  const [isRemoving, setRemoving] = useState(false);
  const set = (changes: Partial<AutomationDraft>) => setDraft({ ...draft, ...changes });
  const isChanged = id === undefined || JSON.stringify(draft) !== JSON.stringify(saved);

  const submit = () => {
    const body = { ...draft, name: draft.name.trim() };
    if (id !== undefined) change.mutate({ id, ...body }, { onSuccess: () => done(common.saved) });
    else
      add.mutate(body, {
        onSuccess: (made) => {
          done(common.saved);
          void navigate({ to: "/offboarding/automations/$automationId", params: { automationId: String(made.id) } });
        },
      });
  };
  const removeForGood = async () => {
    if (id === undefined) return;
    await remove.mutateAsync(id);
    done(texts.removed(name));
    await navigate({ to: "/offboarding/automations" });
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack>
        <FormError error={change.error ?? add.error} />
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
        {mayChange && (
          <Group justify="space-between">
            {id === undefined ? (
              <span />
            ) : (
              <Button variant="default" onClick={() => setRemoving(true)}>
                {common.delete}
              </Button>
            )}
            <Group gap="md">
              <Switch
                label={texts.columns.enabled}
                checked={draft.enabled}
                onChange={(event) => set({ enabled: event.currentTarget.checked })}
              />
              <Button
                type="submit"
                loading={change.isPending || add.isPending}
                disabled={!isChanged || !isReady(draft)}
              >
                {common.save}
              </Button>
            </Group>
          </Group>
        )}
      </Stack>
      <ConfirmDialog
        opened={isRemoving}
        onClose={() => setRemoving(false)}
        title={texts.removeTitle(name)}
        consequences={texts.removeEffects}
        action={common.delete}
        onConfirm={removeForGood}
      />
    </form>
  );
}

import { NumberInput, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useTexts } from "@/texts";
import type { WorkspaceSettings } from "./types";

interface GuardFieldsProps {
  settings: WorkspaceSettings;
  onChange: (settings: WorkspaceSettings) => void;
}

const suggestedGuard = { share: 0.2, count: 10 };

/** When a sync is held, and whether it leaves out what costs a request per account. */
export function GuardFields({ settings, onChange }: GuardFieldsProps) {
  const { settings: texts } = useTexts().integration;
  const guard = settings.guard ?? null;
  return (
    <Stack gap="sm">
      <div>
        <Text size="sm" fw={600}>
          {texts.guard}
        </Text>
        <Text size="sm" c="dimmed">
          {texts.guardLead}
        </Text>
      </div>
      <Switch
        label={texts.guardOwn}
        description={texts.guardOwnHint}
        checked={guard !== null}
        onChange={(event) => onChange({ ...settings, guard: event.currentTarget.checked ? suggestedGuard : null })}
      />
      {guard !== null && (
        <>
          <NumberInput
            label={texts.share}
            min={1}
            max={100}
            clampBehavior="strict"
            allowDecimal={false}
            value={Math.round(guard.share * 100)}
            onChange={(share) => onChange({ ...settings, guard: { ...guard, share: Number(share) / 100 } })}
          />
          <NumberInput
            label={texts.count}
            min={1}
            allowDecimal={false}
            value={guard.count}
            onChange={(count) => onChange({ ...settings, guard: { ...guard, count: Number(count) } })}
          />
        </>
      )}
      <TextInput
        type="date"
        label={texts.lastDay}
        description={texts.lastDayHint}
        maw={260}
        value={settings.credentialsLastDay ?? ""}
        onChange={(event) => onChange({ ...settings, credentialsLastDay: event.currentTarget.value || null })}
      />
      <Switch
        label={texts.fast}
        description={texts.fastHint}
        checked={settings.fast}
        onChange={(event) => onChange({ ...settings, fast: event.currentTarget.checked })}
      />
    </Stack>
  );
}

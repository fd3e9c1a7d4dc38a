import { Button, Checkbox, Group, Radio, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { fieldErrors } from "@/api/errors";
import { FormError } from "@/components/FormError";
import { alertTypes } from "@/features/alert/types";
import { useTexts } from "@/texts";
import { fieldsOf, targetChange, targetValues, type TargetValues } from "./target";
import { channelKinds, type Channel, type ChannelChange, type ChannelKind, type ChannelMode } from "../types";

interface ChannelFormProps {
  /** The channel to change; a new one when it is left out. */
  channel?: Channel;
  error: unknown;
  isBusy: boolean;
  onSubmit: (change: ChannelChange, kind: ChannelKind) => void;
  onCancel?: () => void;
}

export function ChannelForm({ channel, error, isBusy, onSubmit, onCancel }: ChannelFormProps) {
  const { access, alert, common, notification } = useTexts();
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? "slack_webhook");
  const [name, setName] = useState(channel?.name ?? "");
  const [target, setTarget] = useState<TargetValues>(() => targetValues(channel));
  const [types, setTypes] = useState<readonly string[]>(channel?.alertTypes ?? []);
  const [mode, setMode] = useState<ChannelMode>(channel?.mode ?? "at_once");
  const [isTried, setTried] = useState(false);
  const refused = fieldErrors(error);
  const lacks = (text: string) => (isTried && text.trim() === "" ? access.fields.required : undefined);
  const isNew = channel === undefined;

  const submit = () => {
    setTried(true);
    if (name.trim() === "" || (isNew && fieldsOf[kind].some((field) => target[field].trim() === ""))) return;
    const change = {
      name: name.trim(),
      enabled: channel?.enabled ?? true,
      ...targetChange(kind, target),
      alertTypes: alertTypes.filter((type) => types.includes(type)),
      mode,
    };
    onSubmit(change, kind);
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack>
        <FormError error={error} />
        {isNew && (
          <Select<ChannelKind>
            label={notification.kind}
            allowDeselect={false}
            data={channelKinds.map((value) => ({ value, label: notification.kinds[value] }))}
            value={kind}
            onChange={(chosen) => setKind(chosen ?? kind)}
          />
        )}
        <TextInput
          label={notification.name}
          required
          value={name}
          error={refused["name"] ?? lacks(name)}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {fieldsOf[kind].map((field) => (
          <TextInput
            key={field}
            label={notification.targets[field].label}
            description={isNew ? notification.hints[kind] : notification.keepTarget}
            placeholder={notification.targets[field].example}
            required={isNew}
            autoComplete="off"
            spellCheck={false}
            value={target[field]}
            error={refusalOf(refused, field) ?? (isNew ? lacks(target[field]) : undefined)}
            onChange={(event) => setTarget({ ...target, [field]: event.currentTarget.value })}
          />
        ))}
        <Checkbox.Group
          label={notification.alertTypes}
          description={notification.alertTypesHint}
          value={[...types]}
          onChange={setTypes}
        >
          <Stack gap={6} mt="xs">
            {alertTypes.map((value) => (
              <Checkbox key={value} value={value} label={alert.types[value]} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Radio.Group
          label={notification.mode}
          value={mode}
          onChange={(value) => setMode(value === "digest" ? "digest" : "at_once")}
        >
          <Group mt="xs">
            <Radio value="at_once" label={notification.modes.at_once} />
            <Radio value="digest" label={notification.modes.digest} />
          </Group>
        </Radio.Group>
        {kind === "webhook" && isNew && (
          <Text size="sm" c="dimmed">
            {notification.signed}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {common.cancel}
            </Button>
          )}
          <Button type="submit" loading={isBusy}>
            {isNew ? notification.addChannel : common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Addresses are refused one by one, under `addresses[0]` and its like. */
function refusalOf(refused: Readonly<Record<string, string>>, field: string): string | undefined {
  return Object.entries(refused).find(([name]) => name === field || name.startsWith(`${field}[`))?.[1];
}

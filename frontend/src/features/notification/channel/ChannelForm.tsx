import { Button, Checkbox, Group, Radio, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { fieldErrors } from "@/api/errors";
import { FormError } from "@/components/FormError";
import { alertTypes } from "@/features/alert/types";
import { useTexts } from "@/texts";
import { channelKinds, type Channel, type ChannelDraft, type ChannelKind, type ChannelMode } from "../types";

interface ChannelFormProps {
  /** The channel to change; a new one when it is left out. */
  channel?: Channel;
  error: unknown;
  isBusy: boolean;
  onSubmit: (draft: ChannelDraft) => void;
  onCancel?: () => void;
}

export function ChannelForm({ channel, error, isBusy, onSubmit, onCancel }: ChannelFormProps) {
  const { access, alert, common, notification } = useTexts();
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? "slack_webhook");
  const [name, setName] = useState(channel?.name ?? "");
  const [target, setTarget] = useState("");
  const [types, setTypes] = useState<readonly string[]>(channel?.alertTypes ?? ["retired_account"]);
  const [mode, setMode] = useState<ChannelMode>(channel?.mode ?? "at_once");
  const [isTried, setTried] = useState(false);
  const refused = fieldErrors(error);
  const lacks = (text: string) => (isTried && text.trim() === "" ? access.fields.required : undefined);
  const needsTarget = channel === undefined;

  const submit = () => {
    setTried(true);
    if (name.trim() === "" || (needsTarget && target.trim() === "")) return;
    onSubmit({
      kind,
      name: name.trim(),
      enabled: channel?.enabled ?? true,
      target: target.trim() === "" ? undefined : target.trim(),
      alertTypes: alertTypes.filter((type) => types.includes(type)),
      mode,
    });
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
        {needsTarget && (
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
        <TextInput
          label={notification.targets[kind].label}
          description={needsTarget ? notification.targets[kind].hint : notification.keepTarget(channel.target)}
          placeholder={notification.targets[kind].example}
          required={needsTarget}
          autoComplete="off"
          spellCheck={false}
          value={target}
          error={refused["target"] ?? (needsTarget ? lacks(target) : undefined)}
          onChange={(event) => setTarget(event.currentTarget.value)}
        />
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
        {kind === "webhook" && needsTarget && (
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
            {needsTarget ? notification.addChannel : common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

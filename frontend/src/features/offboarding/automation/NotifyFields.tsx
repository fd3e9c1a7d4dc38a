import { ActionIcon, Group, Paper, Select, Stack, Textarea } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { channelsQuery } from "@/features/notification/queries";
import { useTexts } from "@/texts";
import type { NotifyAction } from "./types";

interface NotifyFieldsProps {
  action: NotifyAction;
  onChange: (action: NotifyAction) => void;
  onRemove: () => void;
}

/** Which channel is told of the person, and what is said beside the name. */
export function NotifyFields({ action, onChange, onRemove }: NotifyFieldsProps) {
  const { automation, common } = useTexts();
  const { data: channels = [] } = useQuery(channelsQuery(useOrganizationId()));
  return (
    <Paper withBorder p="sm">
      <Stack gap="sm">
        <Group align="flex-end" wrap="nowrap">
          <Select
            label={automation.channel}
            description={automation.channelHint}
            required
            flex={1}
            allowDeselect={false}
            data={channels.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={action.channelId === 0 ? null : String(action.channelId)}
            onChange={(chosen) => onChange({ ...action, channelId: Number(chosen ?? 0) })}
          />
          <ActionIcon size="lg" aria-label={`${common.remove}: ${automation.addNotice}`} onClick={onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
        <Textarea
          label={automation.message}
          autosize
          minRows={2}
          value={action.message ?? ""}
          onChange={(event) => onChange({ ...action, message: event.currentTarget.value })}
        />
      </Stack>
    </Paper>
  );
}

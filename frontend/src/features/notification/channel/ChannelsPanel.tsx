import { Button, Drawer, Group, Skeleton, Stack, Switch, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { valuesOf, type SearchParams } from "@/app/searchParams";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { Panel } from "@/components/Panel";
import { StatusBadge } from "@/components/StatusBadge";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { channelsQuery, useChannelChanges } from "../queries";
import type { Channel } from "../types";
import { ChannelDialog } from "./ChannelDialog";
import { ChannelDrawer } from "./ChannelDrawer";
import { targetText } from "./target";

/** The channels; the drawer of one is named by the address. */
export function ChannelsPanel() {
  const { notification } = useTexts();
  const navigate = useNavigate();
  const search: SearchParams = useSearch({ strict: false });
  const [isAdding, setAdding] = useState(false);
  const { data: channels, error, refetch } = useQuery(channelsQuery(useOrganizationId()));
  const opened = channels?.find(({ id }) => String(id) === valuesOf(search["open"])[0]);
  const open = (id: string | undefined) =>
    void navigate({ to: ".", search: { open: id }, replace: id === undefined, resetScroll: false });

  return (
    <Panel
      title={notification.channels}
      lead={notification.channelsLead}
      actions={
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          style={{ flex: "none" }}
          onClick={() => setAdding(true)}
        >
          {notification.addChannel}
        </Button>
      }
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {channels === undefined && error === null && <Skeleton height={90} />}
      {channels?.length === 0 && <Text c="dimmed">{notification.noChannels}</Text>}
      <Stack gap="sm">
        {channels?.map((channel) => (
          <ChannelLine key={channel.id} channel={channel} onOpen={() => open(String(channel.id))} />
        ))}
      </Stack>
      {isAdding && <ChannelDialog onClose={() => setAdding(false)} />}
      <Drawer opened={opened !== undefined} onClose={() => open(undefined)} title={opened?.name}>
        {opened !== undefined && <ChannelDrawer key={opened.id} channel={opened} onRemoved={() => open(undefined)} />}
      </Drawer>
    </Panel>
  );
}

function ChannelLine({ channel, onOpen }: { channel: Channel; onOpen: () => void }) {
  const { notification } = useTexts();
  const { refused } = useNotify();
  const { change } = useChannelChanges();
  const { id, name, kind, target, enabled, state } = channel;
  return (
    <Group gap="sm">
      <div style={{ flex: "1 1 260px", minWidth: 0 }}>
        <Text fw={600}>{name}</Text>
        <Text size="xs" c="dimmed" truncate>
          {notification.kinds[kind]} · {targetText(target)}
        </Text>
      </div>
      <StatusBadge
        tone={!enabled ? "neutral" : state === "working" ? "good" : "critical"}
        label={enabled ? notification.states[state] : notification.off}
      />
      <Switch
        aria-label={`${notification.enabled}: ${name}`}
        checked={enabled}
        onChange={(event) => change.mutate({ id, enabled: event.currentTarget.checked }, { onError: refused })}
      />
      <Button size="compact-sm" variant="default" aria-label={`${notification.open}: ${name}`} onClick={onOpen}>
        {notification.open}
      </Button>
    </Group>
  );
}

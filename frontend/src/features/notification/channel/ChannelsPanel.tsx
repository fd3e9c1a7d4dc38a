import { Button, Drawer, Group, Switch, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { valuesOf, type SearchParams } from "@/app/searchParams";
import { useOrganizationId } from "@/app/session";
import { StatusBadge } from "@/components/StatusBadge";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { ListPanel } from "../ListPanel";
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
  const channels = useQuery(channelsQuery(useOrganizationId()));
  const opened = channels.data?.find(({ id }) => String(id) === valuesOf(search["open"])[0]);
  const open = (id: string | undefined) =>
    void navigate({ to: ".", search: { open: id }, replace: id === undefined, resetScroll: false });

  return (
    <>
      <ListPanel
        title={notification.channels}
        lead={notification.channelsLead}
        addLabel={notification.addChannel}
        none={notification.noChannels}
        items={channels}
        line={(channel) => <ChannelLine key={channel.id} channel={channel} onOpen={() => open(String(channel.id))} />}
        dialog={(close) => <ChannelDialog onClose={close} />}
      />
      <Drawer opened={opened !== undefined} onClose={() => open(undefined)} title={opened?.name}>
        {opened !== undefined && <ChannelDrawer key={opened.id} channel={opened} onRemoved={() => open(undefined)} />}
      </Drawer>
    </>
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

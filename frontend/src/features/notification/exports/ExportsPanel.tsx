import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { Panel } from "@/components/Panel";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { channelsQuery, scheduledExportsQuery, useScheduledExportChanges } from "../queries";
import type { ScheduledExport } from "../types";
import { ExportDialog } from "./ExportDialog";

/** Lists that are sent regularly. */
export function ExportsPanel() {
  const { notification } = useTexts();
  const { exports: words } = notification;
  const [isAdding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery(scheduledExportsQuery(useOrganizationId()));
  return (
    <Panel
      title={words.title}
      lead={words.lead}
      actions={
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          style={{ flex: "none" }}
          onClick={() => setAdding(true)}
        >
          {words.add}
        </Button>
      }
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={60} />}
      {data?.length === 0 && <Text c="dimmed">{words.none}</Text>}
      <Stack gap="sm">
        {data?.map((scheduled) => (
          <ExportLine key={scheduled.id} scheduled={scheduled} />
        ))}
      </Stack>
      {isAdding && <ExportDialog onClose={() => setAdding(false)} />}
    </Panel>
  );
}

function ExportLine({ scheduled }: { scheduled: ScheduledExport }) {
  const { common, notification } = useTexts();
  const { exports: words } = notification;
  const { done, refused } = useNotify();
  const { add, remove } = useScheduledExportChanges();
  const { data: channels = [] } = useQuery(channelsQuery(useOrganizationId()));
  const { id, list, query, format, every, channelId } = scheduled;
  const draft = { list, query, format, every, channelId };
  const channel = channels.find((each) => each.id === channelId)?.name ?? String(channelId);
  const name = words.lists[list];
  const stop = () =>
    remove.mutate(id, {
      onSuccess: () => done(words.removed(name), () => add.mutate(draft, { onError: refused })),
      onError: refused,
    });
  return (
    <Group gap="sm">
      <div style={{ flex: "1 1 260px", minWidth: 0 }}>
        <Text fw={600}>{name}</Text>
        <Text size="xs" c="dimmed" truncate>
          {[words.every[draft.every], draft.format.toUpperCase(), words.to(channel), draft.query]
            .filter(Boolean)
            .join(" · ")}
        </Text>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${common.remove}: ${name}`}
        loading={remove.isPending}
        onClick={stop}
      >
        {common.remove}
      </Button>
    </Group>
  );
}

import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { ListPanel } from "../ListPanel";
import { channelsQuery, scheduledExportsQuery, useScheduledExportChanges } from "../queries";
import type { ScheduledExport } from "../types";
import { ExportDialog } from "./ExportDialog";

/** Lists that are sent regularly. */
export function ExportsPanel() {
  const { exports: words } = useTexts().notification;
  return (
    <ListPanel
      title={words.title}
      lead={words.lead}
      addLabel={words.add}
      none={words.none}
      items={useQuery(scheduledExportsQuery(useOrganizationId()))}
      line={(scheduled) => <ExportLine key={scheduled.id} scheduled={scheduled} />}
      dialog={(close) => <ExportDialog onClose={close} />}
    />
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

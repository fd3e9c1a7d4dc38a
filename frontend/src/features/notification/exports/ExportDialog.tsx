import { Button, Group, Modal, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { FormError } from "@/components/FormError";
import { useTexts } from "@/texts";
import { ChannelSelect } from "../ChannelSelect";
import { useScheduledExportChanges } from "../queries";
import { exportLists, type ExportList, type ScheduledExportDraft } from "../types";

/** Sends a list regularly, narrowed as its address is. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { common, notification } = useTexts();
  const { exports: words } = notification;
  const { add } = useScheduledExportChanges();
  const [draft, setDraft] = useState<ScheduledExportDraft>({
    list: "accounts",
    query: "types=retired",
    format: "csv",
    every: "week",
    channelId: 0,
  });
  const set = (changes: Partial<ScheduledExportDraft>) => setDraft({ ...draft, ...changes });

  return (
    <Modal opened onClose={onClose} title={words.add} centered>
      <Stack>
        <FormError error={add.error} />
        <Select<ExportList>
          label={words.list}
          allowDeselect={false}
          data={exportLists.map((value) => ({ value, label: words.lists[value] }))}
          value={draft.list}
          onChange={(list) => set({ list: list ?? draft.list, query: "" })}
        />
        <TextInput
          label={words.query}
          description={words.queryHint}
          value={draft.query}
          onChange={(event) => set({ query: filtersOf(event.currentTarget.value) })}
        />
        <SimpleGrid cols={2}>
          <Select<ScheduledExportDraft["every"]>
            label={words.howOften}
            allowDeselect={false}
            data={(["day", "week", "month"] as const).map((value) => ({ value, label: words.every[value] }))}
            value={draft.every}
            onChange={(every) => set({ every: every ?? draft.every })}
          />
          <Select<ScheduledExportDraft["format"]>
            label={words.format}
            allowDeselect={false}
            data={[
              { value: "csv", label: "CSV" },
              { value: "xlsx", label: "Excel (XLSX)" },
            ]}
            value={draft.format}
            onChange={(format) => set({ format: format ?? draft.format })}
          />
        </SimpleGrid>
        <ChannelSelect
          label={words.channel}
          kinds={["email", "webhook"]}
          value={draft.channelId === 0 ? null : draft.channelId}
          onChange={(channelId) => set({ channelId: channelId ?? 0 })}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button
            loading={add.isPending}
            disabled={draft.channelId === 0}
            onClick={() => add.mutate(draft, { onSuccess: onClose })}
          >
            {words.add}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The filters of a list, when the whole address of the list was pasted. */
function filtersOf(typed: string): string {
  const start = typed.indexOf("?");
  return start === -1 ? typed.trim() : typed.slice(start + 1).trim();
}

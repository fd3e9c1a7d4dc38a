import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { ErrorState } from "@/components/ErrorState";
import { Panel } from "@/components/Panel";

interface ListPanelProps<Item> {
  title: string;
  lead: string;
  addLabel: string;
  /** Said when there is nothing in the list. */
  none: string;
  items: UseQueryResult<Item[]>;
  line: (item: Item) => ReactNode;
  dialog: (close: () => void) => ReactNode;
}

/** A short list with a button that opens the dialog for another entry. */
export function ListPanel<Item>({ title, lead, addLabel, none, items, line, dialog }: ListPanelProps<Item>) {
  const { data, error, refetch } = items;
  const [isAdding, setAdding] = useState(false);
  return (
    <Panel
      title={title}
      lead={lead}
      actions={
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          style={{ flex: "none" }}
          onClick={() => setAdding(true)}
        >
          {addLabel}
        </Button>
      }
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={90} />}
      {data?.length === 0 && <Text c="dimmed">{none}</Text>}
      <Stack gap="sm">{data?.map(line)}</Stack>
      {isAdding && dialog(() => setAdding(false))}
    </Panel>
  );
}

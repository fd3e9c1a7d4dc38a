import { Button, Skeleton, Text, Timeline } from "@mantine/core";
import { IconArrowMerge, IconPencil, IconUserPlus, type Icon } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { RelativeTime } from "@/components/RelativeTime";
import { useTexts } from "@/texts";
import { historyQuery } from "../queries";
import type { HistoryItem, Identity } from "../types";
import { useHistoryWords } from "./historyWords";

export function PersonHistory({ person }: { person: Identity }) {
  const { history } = useTexts().directory;
  const changes = useInfiniteQuery(historyQuery(useOrganizationId(), person.id));
  const items = changes.data?.pages.flatMap((page) => page.items) ?? [];

  if (changes.isPending) return <Skeleton height={160} />;
  if (changes.isError) return <ErrorState error={changes.error} onRetry={() => void changes.refetch()} />;
  if (items.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {history.empty}
      </Text>
    );
  }
  return (
    <>
      <Timeline bulletSize={22} lineWidth={1}>
        {items.map((item) => (
          <Change key={item.id} item={item} />
        ))}
      </Timeline>
      {changes.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          mt="xs"
          loading={changes.isFetchingNextPage}
          onClick={() => void changes.fetchNextPage()}
        >
          {history.older}
        </Button>
      )}
    </>
  );
}

const icons: Readonly<Record<string, Icon>> = { create: IconUserPlus, merge: IconArrowMerge, unmerge: IconArrowMerge };

function Change({ item, ...place }: { item: HistoryItem }) {
  const { history } = useTexts().directory;
  const words = useHistoryWords();
  const ItemIcon = icons[item.type] ?? IconPencil;
  return (
    <Timeline.Item {...place} bullet={<ItemIcon size={13} aria-hidden />}>
      <Text size="sm">{words.change(item)}</Text>
      <Text size="xs" c="dimmed">
        <RelativeTime at={item.createdAt} /> · {words.source(item.source)}
        {item.actor !== null && ` · ${history.by(item.actor)}`}
      </Text>
    </Timeline.Item>
  );
}

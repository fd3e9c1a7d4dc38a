import { Button, Skeleton, Text, Timeline } from "@mantine/core";
import { IconArrowMerge, IconPencil, IconUserPlus, type Icon } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { RelativeTime } from "@/components/RelativeTime";
import { useTexts } from "@/texts";
import { historyQuery } from "../queries";
import type { HistoryItem, Identity } from "../types";
import { groupHistory, type HistoryGroup } from "./historyGroups";
import { useHistoryWords } from "./historyWords";
import { PersonLink } from "./PersonLink";

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
        {groupHistory(items).map((group) => (
          <ChangeGroup key={group.first.id} group={group} />
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

function ChangeGroup({ group, ...place }: { group: HistoryGroup }) {
  const { history } = useTexts().directory;
  const words = useHistoryWords();
  const { type, source, actor, createdAt } = group.first;
  const GroupIcon = icons[type] ?? IconPencil;
  return (
    <Timeline.Item {...place} bullet={<GroupIcon size={13} aria-hidden />}>
      {type === "create" ? (
        <Text size="sm">{history.created}</Text>
      ) : (
        group.items.map((item) => <Change key={item.id} item={item} />)
      )}
      <Text size="xs" c="dimmed">
        <RelativeTime at={createdAt} /> · {words.source(source)}
        {actor !== "" && ` · ${history.by(actor)}`}
      </Text>
    </Timeline.Item>
  );
}

function Change({ item }: { item: HistoryItem }) {
  const { fields, history } = useTexts().directory;
  const words = useHistoryWords();
  if (item.field !== "manager") return <Text size="sm">{words.change(item)}</Text>;
  const manager = (id: unknown) => (typeof id === "string" ? <PersonLink identityId={id} /> : history.nothing);
  return (
    <Text size="sm">
      {fields.manager}: {manager(item.previous)} → {manager(item.current)}
    </Text>
  );
}

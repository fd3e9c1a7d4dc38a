import { Button, Skeleton, Text, Timeline } from "@mantine/core";
import {
  IconArrowBackUp,
  IconCircleMinus,
  IconCirclePlus,
  IconLink,
  IconPencil,
  IconUnlink,
  type Icon,
} from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { RelativeTime } from "@/components/RelativeTime";
import { useTexts, type Texts } from "@/texts";
import { useChangeWords } from "../changes";
import { accountHistoryQuery } from "../queries";
import type { Account, AccountEvent } from "../types";
import { Section } from "./Section";

const icons: Record<AccountEvent["kind"], Icon> = {
  appeared: IconCirclePlus,
  changed: IconPencil,
  vanished: IconCircleMinus,
  returned: IconArrowBackUp,
  linked: IconLink,
  unlinked: IconUnlink,
};

export function AccountHistory({ account }: { account: Account }) {
  const { history } = useTexts().account;
  const events = useInfiniteQuery(accountHistoryQuery(useOrganizationId(), account.accountId));
  const items = events.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <Section title={history.title}>
      {events.isPending && <Skeleton height={80} />}
      {events.isError && <ErrorState error={events.error} onRetry={() => void events.refetch()} />}
      {events.isSuccess && items.length === 0 && (
        <Text size="sm" c="dimmed">
          {history.empty}
        </Text>
      )}
      <Timeline bulletSize={22} lineWidth={1} mt={4}>
        {items.map((event) => (
          <HistoryItem key={event.id} event={event} />
        ))}
      </Timeline>
      {events.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={events.isFetchingNextPage}
          onClick={() => void events.fetchNextPage()}
        >
          {history.older}
        </Button>
      )}
    </Section>
  );
}

function HistoryItem({ event, ...place }: { event: AccountEvent }) {
  const { history } = useTexts().account;
  const EventIcon = icons[event.kind];
  const lines = useChangeWords()(event.changes ?? {});
  return (
    <Timeline.Item
      {...place}
      bullet={<EventIcon size={13} aria-hidden />}
      title={titleOf(event, history)}
      styles={{ itemTitle: { fontSize: "var(--mantine-font-size-sm)" } }}
    >
      {lines.map((line) => (
        <Text key={line} size="sm">
          {line}
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        <RelativeTime at={event.at} />
        {event.actor !== null && ` · ${history.by(event.actor)}`}
      </Text>
    </Timeline.Item>
  );
}

function titleOf({ kind, person }: AccountEvent, history: Texts["account"]["history"]): string {
  if (kind === "linked" || kind === "unlinked") return history[kind](person?.displayName ?? history.somebody);
  return history[kind];
}

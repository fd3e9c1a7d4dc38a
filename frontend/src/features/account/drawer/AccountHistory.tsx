import { Skeleton, Text, Timeline } from "@mantine/core";
import {
  IconArrowBackUp,
  IconCircleMinus,
  IconCirclePlus,
  IconLink,
  IconPencil,
  IconUnlink,
  type Icon,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { RelativeTime } from "@/components/RelativeTime";
import { PersonLink } from "@/features/directory/person/PersonLink";
import { useTexts } from "@/texts";
import { linkedPerson, useChangeWords } from "../changes";
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
  const events = useQuery(accountHistoryQuery(useOrganizationId(), account.accountId));

  return (
    <Section title={history.title}>
      {events.isPending ? (
        <Skeleton height={80} />
      ) : events.isError ? (
        <ErrorState error={events.error} onRetry={() => void events.refetch()} />
      ) : events.data.length === 0 ? (
        <Text size="sm" c="dimmed">
          {history.empty}
        </Text>
      ) : (
        <Timeline bulletSize={22} lineWidth={1} mt={4}>
          {events.data.map((event, place) => (
            <HistoryItem key={`${event.at} ${place}`} event={event} />
          ))}
        </Timeline>
      )}
    </Section>
  );
}

function HistoryItem({ event, ...place }: { event: AccountEvent }) {
  const { history } = useTexts().account;
  const changeWords = useChangeWords();
  const EventIcon = icons[event.kind];
  const person = linkedPerson(event);
  return (
    <Timeline.Item
      {...place}
      bullet={<EventIcon size={13} aria-hidden />}
      title={history[event.kind]}
      styles={{ itemTitle: { fontSize: "var(--mantine-font-size-sm)" } }}
    >
      {person !== null && <PersonLink identityId={person} />}
      {event.kind === "changed" &&
        changeWords(event.changes).map((line) => (
          <Text key={line} size="sm">
            {line}
          </Text>
        ))}
      <Text size="xs" c="dimmed">
        <RelativeTime at={event.at} />
        {event.actor !== "system" && ` · ${history.by(event.actor)}`}
      </Text>
    </Timeline.Item>
  );
}

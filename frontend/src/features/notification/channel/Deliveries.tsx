import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { RelativeTime } from "@/components/RelativeTime";
import { StatusBadge, type StatusTone } from "@/components/StatusBadge";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { deliveriesQuery, useChannelChanges } from "../queries";
import type { Delivery } from "../types";

const tones: Readonly<Record<Delivery["state"], StatusTone>> = {
  waiting: "waiting",
  delivered: "good",
  failed: "critical",
};

/** What was sent through a channel, the newest first, with what the receiver said. */
export function Deliveries({ channelId }: { channelId: number }) {
  const { notification } = useTexts();
  const { data, error, refetch } = useQuery(deliveriesQuery(useOrganizationId(), channelId));
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={90} />;
  if (data.length === 0) return <Text c="dimmed">{notification.noDeliveries}</Text>;
  return (
    <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: "none" }}>
      {data.map((delivery) => (
        <DeliveryLine key={delivery.id} channelId={channelId} delivery={delivery} />
      ))}
    </Stack>
  );
}

function DeliveryLine({ channelId, delivery }: { channelId: number; delivery: Delivery }) {
  const { notification } = useTexts();
  const { done, refused } = useNotify();
  const { redeliver } = useChannelChanges();
  const { id, createdAt, state, event, alerts, attempts, error } = delivery;
  const subject = notification.events[event](alerts ?? 0);
  return (
    <li>
      <Group gap="sm" justify="space-between">
        <StatusBadge tone={tones[state]} label={notification.deliveryStates[state]} />
        <Text size="xs" c="dimmed">
          <RelativeTime at={createdAt} />
        </Text>
      </Group>
      <Text>{subject}</Text>
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {[notification.attempts(attempts), error].filter(Boolean).join(" · ")}
        </Text>
        {state !== "waiting" && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`${notification.redeliver}: ${subject}`}
            loading={redeliver.isPending}
            onClick={() =>
              redeliver.mutate(
                { id: channelId, deliveryId: id },
                { onSuccess: () => done(notification.redelivered), onError: refused },
              )
            }
          >
            {notification.redeliver}
          </Button>
        )}
      </Group>
    </li>
  );
}

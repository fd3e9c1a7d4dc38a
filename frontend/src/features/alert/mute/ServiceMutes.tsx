import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCan, useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { Panel } from "@/components/Panel";
import { ServiceMark } from "@/components/ServiceMark";
import { useNotify } from "@/components/useNotify";
import { useServiceName } from "@/features/services/serviceName";
import { useFormat, useTexts } from "@/texts";
import { serviceMutesQuery, useMuting } from "../queries";
import type { ServiceMute } from "../types";

/** The services whose alerts are muted; nothing at all when there are none. */
export function ServiceMutes() {
  const { mute: words } = useTexts().alert;
  const { data: mutes = [], error, refetch } = useQuery(serviceMutesQuery(useOrganizationId()));
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (mutes.length === 0) return null;
  return (
    <div style={{ flex: "none", marginBottom: 12 }}>
      <Panel title={words.services}>
        <Stack gap={6}>
          {mutes.map((mute) => (
            <MuteLine key={mute.id} mute={mute} />
          ))}
        </Stack>
      </Panel>
    </div>
  );
}

function MuteLine({ mute }: { mute: ServiceMute }) {
  const { alert } = useTexts();
  const { mute: words, types } = alert;
  const format = useFormat();
  const mayChange = useCan("alerts:write");
  const { done, refused } = useNotify();
  const { unmuteService, muteServices } = useMuting();
  const { service, alertType, reason, by, at } = mute;
  const name = useServiceName()(service);
  const what = alertType === null ? words.everyType : types[alertType];

  const unmute = () =>
    unmuteService.mutate(mute, {
      onSuccess: () =>
        done(words.serviceUnmuted(name), () =>
          muteServices.mutate({ serviceIds: [service.id], alertType, reason: reason ?? "" }, { onError: refused }),
        ),
      onError: refused,
    });

  return (
    <Group gap="sm">
      <ServiceMark uniqueName={service.uniqueName} name={name} size={20} />
      <div style={{ flex: "1 1 240px" }}>
        <Text>
          {name} · {what}
        </Text>
        <Text size="xs" c="dimmed">
          {[reason, words.by(by), format.date(new Date(at))].filter(Boolean).join(" · ")}
        </Text>
      </div>
      {mayChange && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${words.unmute}: ${name} · ${what}`}
          loading={unmuteService.isPending}
          onClick={unmute}
        >
          {words.unmute}
        </Button>
      )}
    </Group>
  );
}

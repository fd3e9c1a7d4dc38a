import { Alert, Button, Group, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { useNotify } from "@/components/useNotify";
import { Section } from "@/features/account/drawer/Section";
import { useTexts } from "@/texts";
import { useChannelChanges } from "../queries";
import type { Channel } from "../types";
import { ChannelForm } from "./ChannelForm";
import { Deliveries } from "./Deliveries";

/** One channel: whether it works, what was sent, and its settings. */
export function ChannelDrawer({ channel, onRemoved }: { channel: Channel; onRemoved: () => void }) {
  const { common, notification } = useTexts();
  const { done, refused } = useNotify();
  const { change, remove, test } = useChannelChanges();
  const [isRemoving, setRemoving] = useState(false);
  const { id, name, state, lastError } = channel;

  return (
    <Stack pb="lg">
      {state === "failing" && (
        <Alert
          role="alert"
          color="red"
          variant="outline"
          icon={<IconAlertTriangle size={18} />}
          title={notification.failing}
        >
          {lastError}
        </Alert>
      )}
      <Group gap="xs">
        <Button
          variant="default"
          loading={test.isPending}
          onClick={() => test.mutate(id, { onSuccess: () => done(notification.tested), onError: refused })}
        >
          {notification.test}
        </Button>
        <Button variant="default" onClick={() => setRemoving(true)}>
          {common.delete}
        </Button>
      </Group>
      <Section title={notification.deliveries}>
        <Deliveries channelId={id} />
      </Section>
      <Section title={notification.settings}>
        <ChannelForm
          channel={channel}
          error={change.error}
          isBusy={change.isPending}
          onSubmit={(changes) => change.mutate({ id, ...changes }, { onSuccess: () => done(common.saved) })}
        />
      </Section>
      <ConfirmDialog
        opened={isRemoving}
        onClose={() => setRemoving(false)}
        title={notification.removeTitle(name)}
        consequences={notification.removeEffects}
        action={common.delete}
        onConfirm={async () => {
          await remove.mutateAsync(id);
          done(notification.removed(name));
          onRemoved();
        }}
      />
    </Stack>
  );
}

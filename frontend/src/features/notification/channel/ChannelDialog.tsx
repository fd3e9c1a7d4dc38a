import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { ShownOnce } from "@/components/ShownOnce";
import { useTexts } from "@/texts";
import { useChannelChanges } from "../queries";
import type { Channel } from "../types";
import { ChannelForm } from "./ChannelForm";

/** Adds a channel; the secret with which webhooks are signed is shown once. */
export function ChannelDialog({ onClose }: { onClose: () => void }) {
  const { common, notification } = useTexts();
  const { add } = useChannelChanges();
  const [made, setMade] = useState<Channel | null>(null);
  return (
    <Modal opened onClose={onClose} title={notification.addChannel} size="lg" closeOnClickOutside={false}>
      {made === null ? (
        <ChannelForm
          error={add.error}
          isBusy={add.isPending}
          onCancel={onClose}
          onSubmit={(change, kind) =>
            add.mutate({ kind, ...change }, { onSuccess: (channel) => (channel.secret ? setMade(channel) : onClose()) })
          }
        />
      ) : (
        <Stack>
          <Text>{notification.secretLead}</Text>
          <ShownOnce label={notification.secret} value={made.secret ?? ""} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{common.close}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

import { Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useNotify } from "@/components/useNotify";
import { useFormat, useTexts } from "@/texts";
import { useWorkspaceChanges } from "../queries";
import type { Workspace } from "../types";

/** A sync that would remove more than the guard allows waits here for somebody's word. */
export function HeldDialog({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const { held: texts } = useTexts().integration;
  const format = useFormat();
  const { done, refused } = useNotify();
  const { confirmHeld, discardHeld } = useWorkspaceChanges();
  const { held } = workspace;
  if (held === null) return null;
  const vanishing = format.number(held.vanishing);

  const settle = (message: string) => ({
    onSuccess: () => {
      done(message);
      onClose();
    },
    onError: refused,
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.title(workspace.serviceName, workspace.workspaceName)}
      size="lg"
      centered
    >
      <Stack>
        <Text size="sm">{texts.lead(vanishing, format.number(held.known))}</Text>
        <Text size="sm" fw={600}>
          {texts.question}
        </Text>
        <List size="sm" spacing={4}>
          {texts.confirmEffects(vanishing).map((effect) => (
            <List.Item key={effect}>{effect}</List.Item>
          ))}
        </List>
        <Text size="sm" c="dimmed">
          {texts.discard}: {texts.discardHint}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" onClick={onClose}>
            {texts.later}
          </Button>
          <Button
            variant="default"
            loading={discardHeld.isPending}
            onClick={() => discardHeld.mutate(held.requestId, settle(texts.discarded))}
          >
            {texts.discard}
          </Button>
          <Button
            color="red.9"
            loading={confirmHeld.isPending}
            onClick={() => confirmHeld.mutate(held.requestId, settle(texts.confirmed))}
          >
            {texts.confirm(vanishing)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

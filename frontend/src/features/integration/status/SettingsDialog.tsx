import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { FormError } from "@/components/FormError";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { GuardFields } from "../GuardFields";
import { useWorkspaceChanges } from "../queries";
import type { Workspace } from "../types";

export function SettingsDialog({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const { common, integration } = useTexts();
  const { done } = useNotify();
  const { change } = useWorkspaceChanges();
  const [settings, setSettings] = useState(workspace.settings);

  const save = () =>
    change.mutate(
      { workspaceId: workspace.id, settings },
      {
        onSuccess: () => {
          done(integration.settings.saved);
          onClose();
        },
      },
    );

  return (
    <Modal opened onClose={onClose} title={integration.settings.title(workspace.workspaceName)} centered>
      <Stack>
        <FormError error={change.error} />
        <GuardFields settings={settings} onChange={setSettings} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button loading={change.isPending} onClick={save}>
            {common.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

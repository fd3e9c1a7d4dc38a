import { Button, Group, List, Modal, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useNotify } from "@/components/useNotify";
import { useFormat, useTexts } from "@/texts";
import { useWorkspaceChanges } from "../queries";
import type { Workspace } from "../types";

/** Ends an integration: its data stay as they are, or go with it. */
export function DisconnectDialog({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const { common, integration } = useTexts();
  const { disconnect: texts, status } = integration;
  const format = useFormat();
  const { done, refused } = useNotify();
  const { disconnect } = useWorkspaceChanges();
  const [keepData, setKeepData] = useState(true);
  const [typed, setTyped] = useState("");
  const { id, serviceName, workspaceName, accountCount } = workspace;
  const count = format.number(accountCount);
  const effects = [
    ...texts.always,
    keepData ? texts.keepEffects(count) : texts.removeEffects(count),
    texts.nothingAtService,
  ];

  const confirm = () =>
    disconnect.mutate(
      { workspaceId: id, keepData },
      {
        onSuccess: () => {
          done(status.disconnected(workspaceName));
          onClose();
        },
        onError: refused,
      },
    );

  return (
    <Modal opened onClose={onClose} title={texts.title(serviceName, workspaceName)} centered>
      <Stack>
        <Radio.Group
          label={texts.choice}
          value={keepData ? "keep" : "remove"}
          onChange={(choice) => setKeepData(choice === "keep")}
        >
          <Stack gap="xs" mt={6}>
            <Radio value="keep" label={texts.keep} description={texts.keepHint} />
            <Radio value="remove" label={texts.remove} description={texts.removeHint} />
          </Stack>
        </Radio.Group>
        <div>
          <Text fw={600} size="sm" mb={4}>
            {common.confirm.consequences}
          </Text>
          <List size="sm" spacing={4}>
            {effects.map((effect) => (
              <List.Item key={effect}>{effect}</List.Item>
            ))}
          </List>
        </div>
        {!keepData && (
          <TextInput
            label={common.confirm.typeName(workspaceName)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button
            color="red.9"
            loading={disconnect.isPending}
            disabled={!keepData && typed !== workspaceName}
            onClick={confirm}
          >
            {texts.action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

import { Button, Group, List, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "@/texts";
import { useNotify } from "./useNotify";

interface ConfirmDialogProps {
  opened: boolean;
  onClose: () => void;
  /** A question that names the thing. */
  title: string;
  consequences: readonly string[];
  /** The verb on the button. */
  action: string;
  /** Only where content is lost: this text has to be typed first. */
  nameToType?: string;
  onConfirm: () => Promise<unknown>;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} centered>
      <ConfirmForm {...props} />
    </Modal>
  );
}

function ConfirmForm({ onClose, consequences, action, nameToType, onConfirm }: ConfirmDialogProps) {
  const { common } = useTexts();
  const { refused } = useNotify();
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);

  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      refused(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Stack>
      <div>
        <Text fw={600} size="sm" mb={4}>
          {common.confirm.consequences}
        </Text>
        <List size="sm" spacing={4}>
          {consequences.map((consequence) => (
            <List.Item key={consequence}>{consequence}</List.Item>
          ))}
        </List>
      </div>
      {nameToType !== undefined && (
        <TextInput
          label={common.confirm.typeName(nameToType)}
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
          loading={busy}
          disabled={nameToType !== undefined && typed !== nameToType}
          onClick={() => void confirm()}
        >
          {action}
        </Button>
      </Group>
    </Stack>
  );
}

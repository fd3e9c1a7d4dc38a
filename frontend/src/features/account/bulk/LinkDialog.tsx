import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { FormError } from "@/components/FormError";
import { useNotify } from "@/components/useNotify";
import { PersonPicker } from "@/features/directory/PersonPicker";
import type { Identity } from "@/features/directory/types";
import { useTexts } from "@/texts";
import { useAccountChanges } from "../queries";
import type { Account } from "../types";

interface LinkDialogProps {
  accounts: readonly Account[];
  opened: boolean;
  onClose: () => void;
  onDone?: () => void;
}

export function LinkDialog(props: LinkDialogProps) {
  const { bulk } = useTexts().account;
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={bulk.linkTitle(props.accounts.length)} centered>
      <LinkForm {...props} />
    </Modal>
  );
}

function LinkForm({ accounts, onClose, onDone }: LinkDialogProps) {
  const { account: texts, common } = useTexts();
  const { bulk, owner } = texts;
  const { done } = useNotify();
  const { linkAll, restore } = useAccountChanges();
  const [person, setPerson] = useState<Identity | null>(null);

  const submit = (chosen: Identity) =>
    linkAll.mutate(
      { accounts, peopleId: chosen.peopleId },
      {
        onSuccess: () => {
          done(bulk.linkDone(accounts.length, chosen.displayName), () => restore.mutate(accounts));
          onDone?.();
          onClose();
        },
      },
    );

  return (
    <Stack>
      <FormError error={linkAll.error} />
      <PersonPicker label={owner.choose} value={person} onChange={setPerson} focusAtFirst />
      <Text size="sm" c="dimmed">
        {bulk.linkHint}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button
          disabled={person === null}
          loading={linkAll.isPending}
          onClick={person === null ? undefined : () => submit(person)}
        >
          {bulk.linkSubmit}
        </Button>
      </Group>
    </Stack>
  );
}

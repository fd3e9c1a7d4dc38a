import { Alert, Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconArrowsExchange } from "@tabler/icons-react";
import { useState } from "react";
import { FormError } from "@/components/FormError";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { usePersonChanges } from "../queries";
import type { Identity } from "../types";
import { gainedEmails, mayMerge, suggestKept } from "./merging";
import { SideBySide } from "./SideBySide";

interface MergeDialogProps {
  one: Identity;
  other: Identity;
  opened: boolean;
  onClose: () => void;
  onDone?: (kept: Identity) => void;
}

/** Two entries side by side, which of them stays, and what will happen. */
export function MergeDialog(props: MergeDialogProps) {
  const { merge } = useTexts().directory;
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={merge.title} size="xl" centered>
      <MergeForm {...props} />
    </Modal>
  );
}

export function MergeForm({ one, other, onClose, onDone }: Omit<MergeDialogProps, "opened">) {
  const { common, directory } = useTexts();
  const { merge: words, kinds } = directory;
  const { done, refused } = useNotify();
  const { merge, unmerge } = usePersonChanges();
  const [{ kept, gone }, setChoice] = useState(() => suggestKept(one, other));
  const isAllowed = mayMerge(gone, kept);

  const submit = () =>
    merge.mutate([{ fromPeopleId: gone.peopleId, toPeopleId: kept.peopleId }], {
      onSuccess: () => {
        done(words.merged(gone.displayName, kept.displayName), () =>
          unmerge.mutate([gone.peopleId], { onError: refused }),
        );
        onDone?.(kept);
        onClose();
      },
    });

  return (
    <Stack>
      <FormError error={merge.error} />
      <SideBySide kept={kept} gone={gone} />
      <Group justify="center">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconArrowsExchange size={14} aria-hidden />}
          onClick={() => setChoice({ kept: gone, gone: kept })}
        >
          {words.swap}
        </Button>
      </Group>
      {isAllowed ? (
        <div>
          <Text fw={600} size="sm" mb={4}>
            {words.whatHappens}
          </Text>
          <List size="sm" spacing={4}>
            {words
              .effects(
                kept.displayName,
                gone.displayName,
                gainedEmails(gone, kept).join(", "),
                words.accountsMove(gone.accountCount, kept.displayName),
              )
              .map((effect) => (
                <List.Item key={effect}>{effect}</List.Item>
              ))}
          </List>
        </div>
      ) : (
        <Alert color="orange" variant="outline" icon={<IconAlertTriangle size={18} />}>
          {words.notAllowed(kinds[gone.managementType], kinds[kept.managementType])}{" "}
          {mayMerge(kept, gone) && words.tryOther}
        </Alert>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button disabled={!isAllowed} loading={merge.isPending} onClick={submit}>
          {words.submit}
        </Button>
      </Group>
    </Stack>
  );
}

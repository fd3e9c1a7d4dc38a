import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { useCan } from "@/app/session";
import { FormError } from "@/components/FormError";
import { useServiceName } from "@/features/services/serviceName";
import { useTexts } from "@/texts";
import { useOffboardingChanges } from "../queries";
import type { Step } from "../types";

interface CompleteButtonProps {
  offboardingId: number;
  step: Step;
}

/** Says that something by hand is done, with a note for the record. */
export function CompleteButton({ offboardingId, step }: CompleteButtonProps) {
  const { offboarding, common } = useTexts();
  const { task: words } = offboarding;
  const mayComplete = useCan("accounts:write");
  const [isOpen, dialog] = useDisclosure(false);
  const { completeStep } = useOffboardingChanges();
  const [note, setNote] = useState("");
  const serviceName = useServiceName();
  if (!mayComplete) return null;

  const about = step.title ?? (step.service ? serviceName(step.service) : "");
  const submit = () =>
    completeStep.mutate({ id: offboardingId, stepId: step.id ?? 0, note: note.trim() }, { onSuccess: dialog.close });

  return (
    <>
      <Button size="compact-sm" variant="default" aria-label={`${words.complete}: ${about}`} onClick={dialog.open}>
        {words.complete}
      </Button>
      <Modal opened={isOpen} onClose={dialog.close} title={words.completeTitle(about)} centered>
        <Stack>
          <FormError error={completeStep.error} />
          <Textarea
            label={words.note}
            description={words.noteHint}
            minRows={2}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={dialog.close}>
              {common.cancel}
            </Button>
            <Button loading={completeStep.isPending} onClick={submit}>
              {words.complete}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

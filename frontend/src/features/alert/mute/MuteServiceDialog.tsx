import { Button, Group, Modal, Select, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { FormError } from "@/components/FormError";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { useMuting } from "../queries";
import { alertTypes, type AlertType, type ServiceRef } from "../types";

interface MuteServiceDialogProps {
  service: ServiceRef;
  opened: boolean;
  onClose: () => void;
}

/** Mutes all alerts of a service, or those of one type, until somebody ends it. */
export function MuteServiceDialog(props: MuteServiceDialogProps) {
  const { mute } = useTexts().alert;
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={mute.serviceTitle(props.service.name)} centered>
      <MuteServiceForm {...props} />
    </Modal>
  );
}

const every = "every";

function MuteServiceForm({ service, onClose }: MuteServiceDialogProps) {
  const { alert, common } = useTexts();
  const { mute: words, types } = alert;
  const { done, refused } = useNotify();
  const { muteServices, unmuteService } = useMuting();
  const [alertType, setAlertType] = useState<AlertType | null>(null);
  const [reason, setReason] = useState("");

  const submit = () =>
    muteServices.mutate(
      { serviceIds: [service.id], alertType, reason: reason.trim() },
      {
        onSuccess: () => {
          done(words.serviceMuted(service.name), () =>
            unmuteService.mutate({ service, alertType }, { onError: refused }),
          );
          onClose();
        },
      },
    );

  return (
    <Stack>
      <FormError error={muteServices.error} />
      <Text size="sm">{words.serviceExplanation}</Text>
      <Select
        label={alert.columns.type}
        allowDeselect={false}
        value={alertType ?? every}
        onChange={(value) => setAlertType(alertTypes.find((type) => type === value) ?? null)}
        data={[
          { value: every, label: words.everyType },
          ...alertTypes.map((value) => ({ value, label: types[value] })),
        ]}
      />
      <Textarea
        label={words.reason}
        description={words.reasonHint}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button loading={muteServices.isPending} onClick={submit}>
          {words.mute}
        </Button>
      </Group>
    </Stack>
  );
}

import { Modal, Select } from "@mantine/core";
import { useState } from "react";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { useMuting } from "../queries";
import { alertTypes, type AlertType, type ServiceMute } from "../types";
import { MuteFrame } from "./MuteFrame";

interface MuteServiceDialogProps {
  service: ServiceMute["service"];
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
  const { alert } = useTexts();
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
    <MuteFrame
      explanation={words.serviceExplanation}
      error={muteServices.error}
      reason={reason}
      onReason={setReason}
      isBusy={muteServices.isPending}
      onCancel={onClose}
      onSubmit={submit}
    >
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
    </MuteFrame>
  );
}

import { Checkbox, Modal, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useSession } from "@/app/session";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { useMuting } from "../queries";
import type { Alert } from "../types";
import { MuteFrame } from "./MuteFrame";
import { endOf, spans, type Span } from "./span";
import { useMuteAll } from "./useMuteAll";

interface MuteDialogProps {
  alerts: readonly Alert[];
  opened: boolean;
  onClose: () => void;
  onDone?: () => void;
}

/** Asks how long and why alerts are muted. */
export function MuteDialog(props: MuteDialogProps) {
  const { mute } = useTexts().alert;
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={mute.dialogTitle(props.alerts.length)} centered>
      <MuteForm {...props} />
    </Modal>
  );
}

function MuteForm({ alerts, onClose, onDone }: MuteDialogProps) {
  const { mute: words } = useTexts().alert;
  const { done, refused } = useNotify();
  const { timeZone } = useSession().organization;
  const muteAll = useMuteAll();
  const { unmute } = useMuting();
  const [span, setSpan] = useState<Span>("90");
  const [day, setDay] = useState("");
  const [reason, setReason] = useState("");
  const [includesOtherAccounts, setIncludesOtherAccounts] = useState(false);
  const ofAccounts = alerts.filter(({ account }) => Boolean(account));
  const hasPeople = ofAccounts.some(({ person }) => Boolean(person));

  const submit = () =>
    muteAll.mutate(
      {
        alerts,
        choice: { until: endOf(span, day, timeZone, new Date()), reason: reason.trim(), includesOtherAccounts },
      },
      {
        onSuccess: () => {
          const undo = () => unmute.mutate(ofAccounts, { onError: refused });
          done(words.muted(alerts.length), ofAccounts.length === alerts.length ? undo : undefined);
          onDone?.();
          onClose();
        },
      },
    );

  return (
    <MuteFrame
      explanation={words.explanation}
      error={muteAll.error}
      reason={reason}
      onReason={setReason}
      isBusy={muteAll.isPending}
      isReady={span !== "date" || day !== ""}
      onCancel={onClose}
      onSubmit={submit}
    >
      {ofAccounts.length > 0 && (
        <Radio.Group
          label={words.howLong}
          value={span}
          onChange={(value) => setSpan(spans.find((each) => each === value) ?? "90")}
        >
          <Stack gap={6} mt={6}>
            {spans.map((each) => (
              <Radio key={each} value={each} label={words.spans[each]} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {ofAccounts.length > 0 && span === "date" && (
        <TextInput
          type="date"
          label={words.day}
          required
          min={new Date().toISOString().slice(0, 10)}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      )}
      {hasPeople && (
        <Checkbox
          label={words.otherAccounts}
          checked={includesOtherAccounts}
          onChange={(event) => setIncludesOtherAccounts(event.currentTarget.checked)}
        />
      )}
      {ofAccounts.length < alerts.length && (
        <Text size="sm" c="dimmed">
          {words.wholeService}
        </Text>
      )}
    </MuteFrame>
  );
}

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBell, IconBellOff } from "@tabler/icons-react";
import { useTexts } from "@/texts";
import type { Alert } from "../types";
import { MuteDialog } from "./MuteDialog";
import { useUnmute } from "./useUnmute";

interface BulkActionsProps {
  alerts: readonly Alert[];
  onDone: () => void;
}

export function BulkActions({ alerts, onDone }: BulkActionsProps) {
  const { mute: words } = useTexts().alert;
  const unmute = useUnmute();
  const [isMuting, muting] = useDisclosure(false);
  const areMuted = alerts.every(({ muted }) => muted);

  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={areMuted ? <IconBell size={14} aria-hidden /> : <IconBellOff size={14} aria-hidden />}
        onClick={areMuted ? () => unmute(alerts, onDone) : muting.open}
      >
        {areMuted ? words.unmute : words.mute}
      </Button>
      <MuteDialog alerts={alerts} opened={isMuting} onClose={muting.close} onDone={onDone} />
    </>
  );
}

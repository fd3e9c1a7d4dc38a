import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBell, IconBellOff } from "@tabler/icons-react";
import { useCan } from "@/app/session";
import { Section } from "@/features/account/drawer/Section";
import { useTexts } from "@/texts";
import { MuteWords } from "../cells";
import { MuteDialog } from "../mute/MuteDialog";
import { useUnmute } from "../mute/useUnmute";
import type { Alert } from "../types";

/** Whether an alert is muted, and the way to change that. */
export function MutePanel({ alert }: { alert: Alert }) {
  const { mute: words } = useTexts().alert;
  const mayChange = useCan("alerts:write");
  const unmute = useUnmute();
  const [isMuting, muting] = useDisclosure(false);

  return (
    <Section title={words.title}>
      <Text size="sm" c="dimmed">
        {alert.muted ? <MuteWords mute={alert.mute} /> : words.hint}
      </Text>
      {mayChange && (
        <Button
          size="compact-sm"
          variant="default"
          style={{ alignSelf: "flex-start" }}
          leftSection={alert.muted ? <IconBell size={14} aria-hidden /> : <IconBellOff size={14} aria-hidden />}
          onClick={alert.muted ? () => unmute([alert]) : muting.open}
        >
          {alert.muted ? words.unmute : words.mute}
        </Button>
      )}
      <MuteDialog alerts={[alert]} opened={isMuting} onClose={muting.close} />
    </Section>
  );
}

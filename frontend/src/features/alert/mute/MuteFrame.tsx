import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import type { ReactNode } from "react";
import { FormError } from "@/components/FormError";
import { useTexts } from "@/texts";

interface MuteFrameProps {
  /** What muting does here. */
  explanation: string;
  error: unknown;
  reason: string;
  onReason: (reason: string) => void;
  isBusy: boolean;
  isReady?: boolean;
  onCancel: () => void;
  onSubmit: () => void;
  children: ReactNode;
}

/** What every form that mutes has: what it does, why somebody wants it, and the buttons. */
export function MuteFrame({ explanation, error, reason, onReason, isBusy, isReady = true, ...rest }: MuteFrameProps) {
  const { alert, common } = useTexts();
  const { mute: words } = alert;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        rest.onSubmit();
      }}
    >
      <Stack>
        <FormError error={error} />
        <Text size="sm">{explanation}</Text>
        {rest.children}
        <Textarea
          label={words.reason}
          description={words.reasonHint}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => onReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={rest.onCancel}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={isBusy} disabled={!isReady}>
            {words.mute}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

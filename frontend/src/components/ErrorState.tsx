import { Button, CopyButton, Group, Stack, Text } from "@mantine/core";
import { describeError } from "@/api/errors";
import { useTexts } from "@/texts";

interface ErrorStateProps {
  error: unknown;
  /** What could not be loaded or done; a general sentence when it is left out. */
  title?: string;
  onRetry?: () => void;
}

/** What happened, what to do, and the id to quote. */
export function ErrorState({ error, title, onRetry }: ErrorStateProps) {
  const { common, errors } = useTexts();
  const heading = title ?? errors.title;
  const { message, remedy, about, errorId, incident } = describeError(error, errors);
  const identity = [`${errors.errorId}: ${errorId}`, incident].filter(Boolean).join(" · ");
  const details = [heading, message, about, remedy, identity, location.href].filter(Boolean).join("\n");

  return (
    <Stack role="alert" align="center" gap="xs" py={48} px="md" ta="center">
      <Text fw={600}>{heading}</Text>
      <Text maw={520}>{message}</Text>
      {about !== undefined && <Text maw={520}>{about}</Text>}
      {remedy !== undefined && (
        <Text c="dimmed" maw={520}>
          {remedy}
        </Text>
      )}
      <Text c="dimmed" size="xs" ff="monospace">
        {identity}
      </Text>
      <Group gap="xs" mt="xs">
        {onRetry !== undefined && (
          <Button variant="default" onClick={onRetry}>
            {common.retry}
          </Button>
        )}
        <CopyButton value={details}>
          {({ copied, copy }) => (
            <Button variant="subtle" onClick={copy}>
              {copied ? common.copied : errors.copyDetails}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}

import { Stack, Text, Title } from "@mantine/core";
import { LinkButton } from "@/components/LinkButton";
import { useTexts } from "@/texts";
import type { ImportResult } from "../types";

export function ImportDone({ result: { summary } }: { result: ImportResult }) {
  const { import: words } = useTexts().directory;
  return (
    <Stack align="center" py={48} gap="xs" role="status">
      <Title order={2}>{words.applied}</Title>
      <Text>{words.done(summary.added, summary.changed)}</Text>
      <LinkButton to="/directory" mt="xs">
        {words.toDirectory}
      </LinkButton>
    </Stack>
  );
}

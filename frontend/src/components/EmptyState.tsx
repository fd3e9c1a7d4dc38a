import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

interface EmptyStateProps {
  title: string;
  /** What this place is for. */
  hint?: string;
  /** The next step. */
  action?: ReactNode;
}

export function EmptyState({ title, hint, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center">
      <Text fw={600}>{title}</Text>
      {hint !== undefined && (
        <Text c="dimmed" maw={460}>
          {hint}
        </Text>
      )}
      {action}
    </Stack>
  );
}

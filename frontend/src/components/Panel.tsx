import { Group, Paper, Text, Title } from "@mantine/core";
import { useId, type ReactNode } from "react";

interface PanelProps {
  title: string;
  lead?: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page. */
export function Panel({ title, lead, actions, children }: PanelProps) {
  const titleId = useId();
  return (
    <Paper component="section" aria-labelledby={titleId} withBorder p="md">
      <Group justify="space-between" align="flex-start" gap="xs" mb="sm">
        <div style={{ flex: "1 1 260px" }}>
          <Title order={2} id={titleId}>
            {title}
          </Title>
          {lead !== undefined && (
            <Text c="dimmed" size="sm">
              {lead}
            </Text>
          )}
        </div>
        {actions}
      </Group>
      {children}
    </Paper>
  );
}

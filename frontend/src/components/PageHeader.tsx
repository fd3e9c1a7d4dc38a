import { Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { usePageTitle } from "./usePageTitle";

interface PageHeaderProps {
  title: string;
  lead?: string;
  actions?: ReactNode;
}

export function PageHeader({ title, lead, actions }: PageHeaderProps) {
  usePageTitle(title);
  return (
    <Group justify="space-between" align="flex-start" gap="md" mb="sm" wrap="wrap">
      <div style={{ flex: "1 1 260px" }}>
        <Title order={1}>{title}</Title>
        {lead !== undefined && (
          <Text c="dimmed" size="sm" maw={720}>
            {lead}
          </Text>
        )}
      </div>
      {actions}
    </Group>
  );
}

import { ActionIcon, Group, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useFormat, useTexts } from "@/texts";
import classes from "./DataList.module.css";

interface SelectionBarProps {
  count: number;
  onClear: () => void;
  children: ReactNode;
}

export function SelectionBar({ count, onClear, children }: SelectionBarProps) {
  const { list } = useTexts();
  const format = useFormat();
  return (
    <Group className={classes.selectionBar} gap="sm">
      <ActionIcon aria-label={list.clearSelection} onClick={onClear}>
        <IconX size={16} />
      </ActionIcon>
      <Text size="sm" fw={600} className="numeric" aria-live="polite">
        {list.selected(format.number(count))}
      </Text>
      {children}
    </Group>
  );
}

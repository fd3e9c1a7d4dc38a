import { ActionIcon, Button, Group, Stack, type GroupProps } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTexts } from "@/texts";

interface RowsProps<Row> {
  rows: readonly Row[];
  onChange: (rows: Row[]) => void;
  /** What a row that is added begins with. */
  added: Row;
  addLabel: string;
  /** By which name the button that takes a row away calls it. */
  nameOf: (row: Row) => string;
  children: (row: Row, change: (changes: Partial<Row>) => void) => ReactNode;
  align?: GroupProps["align"];
  wrap?: GroupProps["wrap"];
}

/** Rows of fields, as many as are needed: each can be taken away, and another added. */
export function Rows<Row>({ rows, onChange, added, addLabel, nameOf, children, align, wrap }: RowsProps<Row>) {
  const { common } = useTexts();
  const change = (index: number, changes: Partial<Row>) =>
    onChange(rows.map((row, place) => (place === index ? { ...row, ...changes } : row)));
  return (
    <Stack gap="xs">
      {rows.map((row, index) => (
        <Group key={index} gap="xs" align={align} wrap={wrap}>
          {children(row, (changes) => change(index, changes))}
          <ActionIcon
            size="lg"
            aria-label={`${common.remove}: ${nameOf(row)}`}
            onClick={() => onChange(rows.filter((_, place) => place !== index))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        style={{ alignSelf: "flex-start" }}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...rows, added])}
      >
        {addLabel}
      </Button>
    </Stack>
  );
}

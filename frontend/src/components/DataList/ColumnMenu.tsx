import type { RowData } from "@tanstack/react-table";
import { ActionIcon, Button, Checkbox, Group, Popover, SegmentedControl, Stack, Text, Tooltip } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconColumns3 } from "@tabler/icons-react";
import { useTexts } from "@/texts";
import { columnOf } from "./useListTable";
import { defaultLayout, moveColumn, toggleColumn, type Density, type ListState } from "./listState";
import type { ListDefinition } from "./types";

interface ColumnMenuProps<Row extends RowData> {
  definition: ListDefinition<Row>;
  state: ListState;
  onChange: (change: Partial<ListState>) => void;
}

export function ColumnMenu<Row extends RowData>({ definition, state, onChange }: ColumnMenuProps<Row>) {
  const { list } = useTexts();
  const hidden = definition.columns.map(({ key }) => key).filter((key) => !state.columns.includes(key));

  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Tooltip label={list.columnsAndDensity}>
          <ActionIcon aria-label={list.columnsAndDensity}>
            <IconColumns3 size={17} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={list.columnsAndDensity}>
        <Stack gap={6} w={260}>
          <Text size="xs" fw={600} c="dimmed">
            {list.columns}
          </Text>
          <Stack gap={2} mah={320} style={{ overflowY: "auto" }}>
            {[...state.columns, ...hidden].map((key) => {
              const { header } = columnOf(definition, key);
              return (
                <Group key={key} justify="space-between" wrap="nowrap">
                  <Checkbox
                    size="xs"
                    py={4}
                    label={header}
                    checked={state.columns.includes(key)}
                    onChange={() => onChange({ columns: toggleColumn(definition, state.columns, key) })}
                  />
                  {state.columns.includes(key) && (
                    <Group gap={0} wrap="nowrap">
                      <ActionIcon
                        size={24}
                        aria-label={list.moveEarlier(header)}
                        onClick={() => onChange({ columns: moveColumn(state.columns, key, -1) })}
                      >
                        <IconArrowUp size={14} />
                      </ActionIcon>
                      <ActionIcon
                        size={24}
                        aria-label={list.moveLater(header)}
                        onClick={() => onChange({ columns: moveColumn(state.columns, key, 1) })}
                      >
                        <IconArrowDown size={14} />
                      </ActionIcon>
                    </Group>
                  )}
                </Group>
              );
            })}
          </Stack>
          <Button size="compact-xs" variant="subtle" onClick={() => onChange(defaultLayout(definition))}>
            {list.resetColumns}
          </Button>
          <Text size="xs" fw={600} c="dimmed">
            {list.density}
          </Text>
          <SegmentedControl<Density>
            size="xs"
            aria-label={list.density}
            value={state.density}
            onChange={(density) => onChange({ density })}
            data={[
              { value: "comfortable", label: list.comfortable },
              { value: "compact", label: list.compact },
            ]}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

import { Button, CloseButton, Group, Menu, Popover } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useState } from "react";
import { useTexts } from "@/texts";
import { FilterEditor } from "./FilterEditor";
import type { Filter } from "./types";
import { useFilterSummary } from "./useFilterSummary";
import classes from "./DataList.module.css";

type FilterValues = Readonly<Record<string, readonly string[]>>;

interface FilterBarProps {
  filters: readonly Filter[];
  values: FilterValues;
  onChange: (values: FilterValues) => void;
}

/** The set filters as chips, and the way to set another. */
export function FilterBar({ filters, values, onChange }: FilterBarProps) {
  const { list } = useTexts();
  const [editing, setEditing] = useState<string | null>(null);
  if (filters.length === 0) return null;

  const isSet = ({ key }: Filter) => (values[key]?.length ?? 0) > 0;
  const shown = filters.filter((filter) => isSet(filter) || filter.key === editing);
  const others = filters.filter((filter) => !shown.includes(filter));
  const set = (key: string, chosen: readonly string[]) => onChange({ ...values, [key]: chosen });

  return (
    <Group gap={6}>
      {shown.map((filter) => (
        <FilterChip
          key={filter.key}
          filter={filter}
          values={values[filter.key] ?? []}
          opened={editing === filter.key}
          onOpen={(opened) => setEditing(opened ? filter.key : null)}
          onChange={(chosen) => set(filter.key, chosen)}
        />
      ))}
      {others.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="compact-sm" variant="default" leftSection={<IconFilter size={14} aria-hidden />}>
              {list.addFilter}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map(({ key, label }) => (
              <Menu.Item key={key} onClick={() => setEditing(key)}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {filters.some(isSet) && (
        <Button size="compact-sm" variant="subtle" onClick={() => onChange({})}>
          {list.clearFilters}
        </Button>
      )}
    </Group>
  );
}

interface FilterChipProps {
  filter: Filter;
  values: readonly string[];
  opened: boolean;
  onOpen: (opened: boolean) => void;
  onChange: (values: readonly string[]) => void;
}

function FilterChip({ filter, values, opened, onOpen, onChange }: FilterChipProps) {
  const { list } = useTexts();
  const summary = useFilterSummary(filter, values);
  return (
    <Popover opened={opened} onChange={onOpen} position="bottom-start" shadow="md" trapFocus returnFocus>
      <span className={classes.chip} data-set={values.length > 0 || undefined}>
        <Popover.Target>
          <button type="button" className={classes.chipButton} onClick={() => onOpen(!opened)}>
            {filter.label}
            {summary !== "" && <strong>{summary}</strong>}
          </button>
        </Popover.Target>
        <CloseButton
          size={24}
          aria-label={list.removeFilter(filter.label)}
          onClick={() => {
            onOpen(false);
            onChange([]);
          }}
        />
      </span>
      <Popover.Dropdown aria-label={filter.label}>
        <FilterEditor filter={filter} values={values} onChange={onChange} onDone={() => onOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

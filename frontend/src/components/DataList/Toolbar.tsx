import type { RowData } from "@tanstack/react-table";
import { Group, Text, Tooltip } from "@mantine/core";
import { useFormat, useTexts } from "@/texts";
import { ColumnMenu } from "./ColumnMenu";
import { ExportMenu } from "./ExportMenu";
import { FilterBar } from "./FilterBar";
import { SearchField } from "./SearchField";
import type { ExportLinks, ListDefinition } from "./types";
import type { ListStateHandle } from "./useListState";
import { ViewMenu } from "./ViewMenu";
import classes from "./DataList.module.css";

interface ToolbarProps<Row extends RowData> {
  definition: ListDefinition<Row>;
  handle: ListStateHandle;
  totalCount: number | null;
  loadedCount: number;
  exportLinks: ExportLinks | undefined;
}

export function Toolbar<Row extends RowData>({
  definition,
  handle,
  totalCount,
  loadedCount,
  exportLinks,
}: ToolbarProps<Row>) {
  const { list } = useTexts();
  const format = useFormat();
  const { state, change } = handle;
  const loaded = format.number(loadedCount);
  const manyMatch = totalCount === null && state.query !== "" && loadedCount > 0;
  const counted = () => {
    if (totalCount !== null) return list.count(format.number(totalCount));
    if (manyMatch) return list.manyMatch(loaded);
    // Before the first rows are there nothing is known of their number.
    return loadedCount === 0 ? null : list.loadedCount(loaded);
  };

  return (
    <div className={classes.toolbar}>
      {definition.searchable !== false && (
        <SearchField
          value={state.query}
          placeholder={definition.searchPlaceholder ?? list.search}
          onChange={(query) => change({ query })}
        />
      )}
      <FilterBar
        filters={definition.filters ?? []}
        values={state.filters}
        onChange={(filters) => change({ filters })}
      />
      <Group gap={4} ml="auto" wrap="nowrap">
        <Tooltip label={list.manyMatchHint} disabled={!manyMatch}>
          <Text size="sm" c="dimmed" className="numeric" aria-live="polite" style={{ whiteSpace: "nowrap" }} mr={4}>
            {counted()}
          </Text>
        </Tooltip>
        {exportLinks !== undefined && <ExportMenu links={exportLinks} />}
        <ViewMenu listId={definition.id} handle={handle} />
        <ColumnMenu definition={definition} state={state} onChange={change} />
      </Group>
    </div>
  );
}

import type { RowData } from "@tanstack/react-table";
import { Checkbox } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useTexts } from "@/texts";
import { nextSort } from "./listState";
import type { Selection } from "./selection";
import type { Column, ListDefinition, Sort } from "./types";
import classes from "./DataList.module.css";

interface ListHeadProps<Row extends RowData> {
  definition: ListDefinition<Row>;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  sort: Sort | null;
  onSort: (sort: Sort | null) => void;
  selection: Selection | undefined;
}

export function ListHead<Row extends RowData>({
  definition,
  columns,
  rows,
  sort,
  onSort,
  selection,
}: ListHeadProps<Row>) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        {selection !== undefined && (
          <div role="columnheader" className={classes.check}>
            <SelectAll count={rows.length} ids={() => rows.map(definition.rowId)} selection={selection} />
          </div>
        )}
        {columns.map((column) => (
          <ColumnHeader key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
      </div>
    </div>
  );
}

interface ColumnHeaderProps<Row extends RowData> {
  column: Column<Row>;
  sort: Sort | null;
  onSort: (sort: Sort | null) => void;
}

function ColumnHeader<Row extends RowData>({ column, sort, onSort }: ColumnHeaderProps<Row>) {
  const { sortKey, header, align } = column;
  if (sortKey === undefined) {
    return (
      <div role="columnheader" className={classes.headCell} data-align={align}>
        {header}
      </div>
    );
  }
  const isSorted = sort?.key === sortKey;
  const Arrow = isSorted && sort.descending ? IconArrowDown : IconArrowUp;
  return (
    <div
      role="columnheader"
      className={classes.headCell}
      data-align={align}
      aria-sort={isSorted ? (sort.descending ? "descending" : "ascending") : "none"}
    >
      <button
        type="button"
        className={classes.sorter}
        data-sorted={isSorted || undefined}
        onClick={() => onSort(nextSort(sort, sortKey))}
      >
        {header}
        <Arrow size={14} aria-hidden />
      </button>
    </div>
  );
}

interface SelectAllProps {
  count: number;
  /** Asked only when all are to be selected: a long list is not walked on every scroll. */
  ids: () => readonly string[];
  selection: Selection;
}

function SelectAll({ count, ids, selection }: SelectAllProps) {
  const { list } = useTexts();
  const isAll = count > 0 && selection.selected.size >= count;
  return (
    <Checkbox
      size="xs"
      aria-label={list.selectAll}
      checked={isAll}
      indeterminate={!isAll && selection.selected.size > 0}
      onChange={() => selection.onChange(new Set(isAll ? [] : ids()))}
    />
  );
}

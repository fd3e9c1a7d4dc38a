import type { RowData } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState, type CSSProperties } from "react";
import { ListHead } from "./ListHead";
import { ListRow, PendingRow } from "./ListRow";
import type { ListState } from "./listState";
import { columnOf, useListTable } from "./useListTable";
import type { Selection } from "./selection";
import type { Column, ListDefinition, Sort } from "./types";
import { useRowKeys } from "./useRowKeys";
import classes from "./DataList.module.css";

const rowHeights = { comfortable: 42, compact: 32 } as const;
const headHeight = 34;
const checkWidth = 40;
const pendingRowsAtFirst = 12;
/** How many rows before the last loaded one the next page is asked for. */
const loadAhead = 40;

interface ListTableProps<Row extends RowData> {
  definition: ListDefinition<Row>;
  state: ListState;
  rows: readonly Row[];
  totalCount: number | null;
  isLoading: boolean;
  /** The rows are those of the former request; the new ones are on their way. */
  isStale: boolean;
  hasMore: boolean;
  loadMore: (() => void) | undefined;
  onSort: (sort: Sort | null) => void;
  onOpen: ((row: Row) => void) | undefined;
  selection: Selection | undefined;
}

/** Virtual rows under a fixed header: only those in sight are in the document, whatever the number of loaded ones. */
export function ListTable<Row extends RowData>(props: ListTableProps<Row>) {
  const { definition, state, rows, totalCount, isLoading, isStale, hasMore, loadMore, onOpen, selection } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = rowHeights[state.density];
  const pendingRows = isLoading ? pendingRowsAtFirst : hasMore ? 1 : 0;

  const virtual = useVirtualizer({
    count: rows.length + pendingRows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasMore && last >= rows.length - loadAhead) loadMore?.();
  }, [hasMore, last, rows.length, loadMore]);

  const rowsInSight = useMemo(() => rows.slice(first, last + 1), [rows, first, last]);
  const table = useListTable(definition, state.columns, rowsInSight);
  const models = table.getRowModel().rows;
  const columns = table.getVisibleLeafColumns().map(({ id }) => columnOf(definition, id));

  const [chosen, setActive] = useState(0);
  const active = Math.min(chosen, Math.max(0, rows.length - 1));
  const openRow = useCallback(
    (index: number, row: Row) => {
      setActive(index);
      onOpen?.(row);
    },
    [onOpen],
  );
  const openAt = (index: number) => {
    const row = rows[index];
    if (row !== undefined) openRow(index, row);
  };
  useRowKeys({
    scroller,
    active,
    count: onOpen === undefined ? 0 : rows.length,
    reveal: (index) => virtual.scrollToIndex(index),
    onActivate: state.open === null ? setActive : openAt,
  });

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      style={layoutOf(columns, rowHeight, selection !== undefined)}
      role="table"
      aria-label={definition.label}
      aria-rowcount={totalCount === null ? -1 : totalCount + 1}
      aria-colcount={columns.length + (selection === undefined ? 0 : 1)}
      aria-busy={isLoading || isStale}
    >
      <ListHead
        definition={definition}
        columns={columns}
        rows={rows}
        sort={state.sort}
        onSort={props.onSort}
        selection={selection}
      />
      <div
        role="rowgroup"
        className={classes.body}
        data-stale={isStale || undefined}
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map(({ index, start }) => {
          const row = models[index - first];
          return row === undefined ? (
            <PendingRow
              key={`pending ${index}`}
              index={index}
              top={start - headHeight}
              columns={state.columns}
              isSelectable={selection !== undefined}
            />
          ) : (
            <ListRow
              key={`row ${row.id}`}
              definition={definition}
              row={row}
              columns={state.columns}
              index={index}
              top={start - headHeight}
              isActive={index === active}
              isOpen={row.id === state.open}
              onOpen={onOpen === undefined ? undefined : openRow}
              selection={selection}
            />
          );
        })}
      </div>
    </div>
  );
}

function layoutOf<Row extends RowData>(
  columns: readonly Column<Row>[],
  rowHeight: number,
  isSelectable: boolean,
): CSSProperties {
  const check = isSelectable ? checkWidth : 0;
  const tracks = columns.map(({ width, grow = 1 }) => `minmax(${width}px, ${grow}fr)`);
  return {
    "--columns": [...(isSelectable ? [`${check}px`] : []), ...tracks].join(" "),
    "--least-width": `${columns.reduce((sum, { width }) => sum + width, check)}px`,
    "--head-height": `${headHeight}px`,
    "--row-height": `${rowHeight}px`,
  } as CSSProperties;
}

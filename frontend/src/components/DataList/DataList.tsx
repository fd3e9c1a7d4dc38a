import type { RowData } from "@tanstack/react-table";
import { Drawer } from "@mantine/core";
import type { QueryKey } from "@tanstack/react-query";
import { useCallback, useMemo, useState, type ReactNode } from "react";
import { EmptyState } from "../EmptyState";
import { ErrorState } from "../ErrorState";
import { countFilters } from "./listState";
import { ListTable } from "./ListTable";
import { SelectionBar } from "./SelectionBar";
import { Toolbar } from "./Toolbar";
import type { ExportLinks, ListDefinition, ListPage, ListRequest, PageRequest } from "./types";
import { useListRows } from "./useListRows";
import { useListState } from "./useListState";
import { useTexts } from "@/texts";
import classes from "./DataList.module.css";

export interface DataListProps<Row extends RowData> {
  /** Keep it stable (`useMemo`): the list's state is read against it. */
  definition: ListDefinition<Row>;
  queryKey: QueryKey;
  fetchPage: (request: PageRequest) => Promise<ListPage<Row>>;
  /** Shown when the list holds nothing at all: what it is for and what to do next. */
  empty: ReactNode;
  /** The right drawer of a row. `row` is undefined while the row has not been loaded into the list. */
  drawer?: {
    title: (id: string, row: Row | undefined) => ReactNode;
    content: (id: string, row: Row | undefined, close: () => void) => ReactNode;
  };
  /** For rows that have a page of their own instead of a drawer. */
  onOpen?: (row: Row) => void;
  bulkActions?: (rows: readonly Row[], clear: () => void) => ReactNode;
  exportLinks?: (request: ListRequest, columns: readonly string[]) => ExportLinks;
}

/** The one list of the product: filters, search, sort, columns, views, selection and drawer, all in the URL. */
export function DataList<Row extends RowData>(props: DataListProps<Row>) {
  const { definition, drawer, onOpen, bulkActions, exportLinks } = props;
  const { common, list } = useTexts();
  const handle = useListState(definition.id, definition);
  const { state, change } = handle;
  const rows = useListRows(props.queryKey, state, props.fetchPage);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());

  const openRow = useMemo(
    () => (state.open === null ? undefined : rows.rows.find((row) => definition.rowId(row) === state.open)),
    [definition, rows.rows, state.open],
  );
  const selectedRows = useMemo(
    () => (selected.size === 0 ? [] : rows.rows.filter((row) => selected.has(definition.rowId(row)))),
    [definition, rows.rows, selected],
  );
  const open = useCallback(
    (row: Row) => (onOpen === undefined ? change({ open: definition.rowId(row) }) : onOpen(row)),
    [change, definition, onOpen],
  );
  const close = useCallback(() => change({ open: null }), [change]);
  const clearSelection = () => setSelected(new Set());
  const isNarrowed = state.query !== "" || countFilters(state) > 0;

  return (
    <div className={classes.list}>
      <Toolbar
        definition={definition}
        handle={handle}
        totalCount={rows.totalCount}
        loadedCount={rows.rows.length}
        exportLinks={exportLinks?.(state, state.columns)}
      />
      {bulkActions !== undefined && selectedRows.length > 0 && (
        <SelectionBar count={selectedRows.length} onClear={clearSelection}>
          {bulkActions(selectedRows, clearSelection)}
        </SelectionBar>
      )}
      {rows.isError ? (
        <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />
      ) : rows.isSuccess && rows.rows.length === 0 ? (
        isNarrowed ? (
          <EmptyState title={list.nothingFound} hint={list.nothingFoundHint} />
        ) : (
          props.empty
        )
      ) : (
        <ListTable
          definition={definition}
          state={state}
          rows={rows.rows}
          totalCount={rows.totalCount}
          isLoading={rows.isPending}
          isStale={rows.isPlaceholderData}
          hasMore={rows.hasNextPage}
          loadMore={rows.isFetchingNextPage ? undefined : () => void rows.fetchNextPage()}
          onSort={(sort) => change({ sort })}
          onOpen={drawer === undefined && onOpen === undefined ? undefined : open}
          selection={bulkActions === undefined ? undefined : { selected, onChange: setSelected }}
        />
      )}
      {drawer !== undefined && (
        <Drawer
          opened={state.open !== null}
          onClose={close}
          title={state.open !== null && (drawer.title(state.open, openRow) ?? common.loading)}
          withOverlay={false}
          lockScroll={false}
          trapFocus={false}
          closeOnClickOutside={false}
          classNames={{ inner: classes.drawerInner, content: classes.drawer }}
        >
          {state.open !== null && drawer.content(state.open, openRow, close)}
        </Drawer>
      )}
    </div>
  );
}

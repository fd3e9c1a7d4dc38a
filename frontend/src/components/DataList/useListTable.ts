import {
  columnOrderingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
  type Cell,
  type ColumnDef,
  type Row as TableRow,
  type RowData,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { Column, ListDefinition } from "./types";

const features = tableFeatures({ columnVisibilityFeature, columnOrderingFeature });

export type ListRowModel<Row extends RowData> = TableRow<typeof features, Row>;
export type ListCell<Row extends RowData> = Cell<typeof features, Row>;

/** The table over the rows in sight only, so that its cost does not grow with the number of loaded rows. */
export function useListTable<Row extends RowData>(
  definition: ListDefinition<Row>,
  shown: readonly string[],
  rowsInSight: readonly Row[],
) {
  const columns = useMemo<ColumnDef<typeof features, Row>[]>(
    () =>
      definition.columns.map((column) => ({
        id: column.key,
        header: column.header,
        cell: ({ row }) => column.cell(row.original),
      })),
    [definition],
  );
  const layout = useMemo(
    () => ({
      columnOrder: [...shown],
      columnVisibility: Object.fromEntries(definition.columns.map(({ key }) => [key, shown.includes(key)])),
    }),
    [definition, shown],
  );
  return useTable({ features, columns, data: rowsInSight, getRowId: definition.rowId, state: layout });
}

export function columnOf<Row extends RowData>(definition: ListDefinition<Row>, key: string): Column<Row> {
  const column = definition.columns.find((candidate) => candidate.key === key);
  if (column === undefined) throw new Error(`The list ${definition.id} has no column ${key}`);
  return column;
}

import type { RowData } from "@tanstack/react-table";
import type { ReactNode } from "react";

export interface Column<Row extends RowData> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The server's word for sorting by this column; without one the column cannot be sorted. */
  sortKey?: string;
  /** Smallest width in pixels; what is left of the row is shared by `grow`. */
  width: number;
  grow?: number;
  align?: "start" | "end";
  initiallyHidden?: boolean;
}

interface FilterBase {
  key: string;
  label: string;
}

export interface Choice {
  value: string;
  label: string;
}

export interface ChoiceFilter extends FilterBase {
  kind: "choice";
  options: readonly Choice[];
}

export interface TextFilter extends FilterBase {
  kind: "text";
}

export interface BooleanFilter extends FilterBase {
  kind: "boolean";
}

/** A span of days, written `2026-11-01:2026-11-30`; either end may be open. */
export interface DatesFilter extends FilterBase {
  kind: "dates";
}

export type Filter = ChoiceFilter | TextFilter | BooleanFilter | DatesFilter;

export interface Sort {
  key: string;
  descending: boolean;
}

export interface ListDefinition<Row extends RowData> {
  /** Names the list in this browser's memory of columns, density and saved views. */
  id: string;
  /** What the list holds, for the table's accessible name. */
  label: string;
  columns: readonly Column<Row>[];
  filters?: readonly Filter[];
  defaultSort?: Sort;
  searchPlaceholder?: string;
  /** False for a short list that the server does not search. */
  searchable?: boolean;
  rowId: (row: Row) => string;
  rowLabel: (row: Row) => string;
}

/** What is asked of the server: the list's state without how it looks. */
export interface ListRequest {
  query: string;
  sort: Sort | null;
  filters: Readonly<Record<string, readonly string[]>>;
}

export interface PageRequest extends ListRequest {
  cursor: string | null;
  limit: number;
  signal: AbortSignal;
}

export interface ListPage<Row extends RowData> {
  items: readonly Row[];
  nextCursor: string | null;
  totalCount: number | null;
}

export interface ExportLinks {
  csv: string;
  xlsx: string;
}

import { valuesOf, type SearchParams } from "@/app/searchParams";
import type { Filter, ListRequest, Sort } from "./types";

export type Density = "comfortable" | "compact";

export interface ListLayout {
  /** Keys of the shown columns, in their order. */
  columns: readonly string[];
  density: Density;
}

export interface ListState extends ListRequest, ListLayout {
  /** The row whose drawer is open. */
  open: string | null;
}

/** The part of a list's definition that its state depends on. */
export interface StateRules {
  columns: readonly { key: string; sortKey?: string; initiallyHidden?: boolean }[];
  filters?: readonly Filter[];
  defaultSort?: Sort;
}

/** Names that a filter may not have. */
const names = { query: "query", sort: "sort", columns: "columns", density: "density", open: "open" } as const;

export function defaultLayout(rules: StateRules): ListLayout {
  return {
    columns: rules.columns.filter((column) => column.initiallyHidden !== true).map((column) => column.key),
    density: "comfortable",
  };
}

/** Reads the state from the URL. What the URL does not say comes from `remembered`, then from the definition. */
export function readListState(rules: StateRules, search: SearchParams, remembered: Partial<ListLayout>): ListState {
  const fallback = defaultLayout(rules);
  const known = (keys: readonly string[]) => keys.filter((key) => rules.columns.some((column) => column.key === key));
  const columns = known(valuesOf(search[names.columns]).flatMap((value) => value.split(",")));
  const rememberedColumns = known(remembered.columns ?? []);

  return {
    query: first(search[names.query]) ?? "",
    sort: readSort(rules, first(search[names.sort])),
    filters: readFilters(rules, search),
    columns: firstFilled(columns, rememberedColumns, fallback.columns),
    density: readDensity(first(search[names.density])) ?? remembered.density ?? fallback.density,
    open: first(search[names.open]) ?? null,
  };
}

/** The search parameters with `change` applied; parameters that are not the list's stay as they are. */
export function writeListState(rules: StateRules, search: SearchParams, change: Partial<ListState>): SearchParams {
  const next: SearchParams = { ...search };
  if (change.query !== undefined) next[names.query] = change.query === "" ? undefined : change.query;
  if (change.sort !== undefined) next[names.sort] = change.sort === null ? undefined : writeSort(rules, change.sort);
  if (change.columns !== undefined) next[names.columns] = change.columns.join(",");
  if (change.density !== undefined) next[names.density] = change.density;
  if (change.open !== undefined) next[names.open] = change.open ?? undefined;
  if (change.filters !== undefined) {
    for (const { key } of rules.filters ?? []) next[key] = oneOrMany(change.filters[key] ?? []);
  }
  return next;
}

/** A click on a header: ascending, descending, then back to the list's own order. */
export function nextSort(current: Sort | null, key: string): Sort | null {
  if (current?.key !== key) return { key, descending: false };
  return current.descending ? null : { key, descending: true };
}

export function countFilters(state: ListRequest): number {
  return Object.values(state.filters).filter((values) => values.length > 0).length;
}

/** Moves a shown column by one place. */
export function moveColumn(columns: readonly string[], key: string, by: -1 | 1): readonly string[] {
  const from = columns.indexOf(key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= columns.length) return columns;
  const moved = columns.filter((column) => column !== key);
  return [...moved.slice(0, to), key, ...moved.slice(to)];
}

/** Shows or hides a column. The last shown one stays, since a list without columns says nothing. */
export function toggleColumn(rules: StateRules, columns: readonly string[], key: string): readonly string[] {
  if (!columns.includes(key)) {
    const before = rules.columns.slice(
      0,
      rules.columns.findIndex((column) => column.key === key),
    );
    const place = Math.max(-1, ...before.map((column) => columns.indexOf(column.key))) + 1;
    return [...columns.slice(0, place), key, ...columns.slice(place)];
  }
  return columns.length === 1 ? columns : columns.filter((column) => column !== key);
}

function readFilters(rules: StateRules, search: SearchParams): Record<string, readonly string[]> {
  return Object.fromEntries(
    (rules.filters ?? [])
      .map((filter) => [filter.key, valuesOf(search[filter.key]).filter((value) => isAllowed(filter, value))] as const)
      .filter(([, values]) => values.length > 0),
  );
}

function isAllowed(filter: Filter, value: string): boolean {
  switch (filter.kind) {
    case "boolean":
      return value === "true" || value === "false";
    case "dates":
      return /^(\d{4}-\d{2}-\d{2})?:(\d{4}-\d{2}-\d{2})?$/.test(value) && value !== ":";
    case "choice":
    case "text":
      return true;
  }
}

function readSort(rules: StateRules, text: string | undefined): Sort | null {
  const fallback = rules.defaultSort ?? null;
  if (text === undefined) return fallback;
  const sort = text.startsWith("-") ? { key: text.slice(1), descending: true } : { key: text, descending: false };
  return rules.columns.some((column) => column.sortKey === sort.key) ? sort : fallback;
}

function writeSort(rules: StateRules, sort: Sort): string | undefined {
  const isDefault = rules.defaultSort?.key === sort.key && rules.defaultSort.descending === sort.descending;
  return isDefault ? undefined : `${sort.descending ? "-" : ""}${sort.key}`;
}

function readDensity(text: string | undefined): Density | undefined {
  return text === "comfortable" || text === "compact" ? text : undefined;
}

function first(value: string | string[] | undefined): string | undefined {
  return valuesOf(value)[0];
}

function oneOrMany(values: readonly string[]): string | string[] | undefined {
  return values.length > 1 ? [...values] : values[0];
}

function firstFilled(...candidates: (readonly string[])[]): readonly string[] {
  return candidates.find((candidate) => candidate.length > 0) ?? [];
}

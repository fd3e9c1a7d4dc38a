import type { Sort } from "./types";

/**
 * The values of a filter as the API's words, or nothing when none is chosen. An address may say anything;
 * the server refuses the words that it does not know.
 */
export function chosen<Word extends string>(values: readonly string[] | undefined): Word[] | undefined {
  return values === undefined || values.length === 0 ? undefined : (values as Word[]);
}

/** The value of a filter that has one at most. */
export function single<Word extends string>(values: readonly string[] | undefined): Word | undefined {
  return values?.[0] as Word | undefined;
}

export function numbers(values: readonly string[] | undefined): number[] | undefined {
  return chosen(values)?.map(Number);
}

/** Yes, no, or either. */
export function flag(values: readonly string[] | undefined): boolean | undefined {
  const value = values?.[0];
  return value === undefined ? undefined : value === "true";
}

export function filled(text: string): string | undefined {
  return text === "" ? undefined : text;
}

export function sortKey<Key extends string>(sort: Sort | null): Key | undefined {
  return sort?.key as Key | undefined;
}

export function sortOrder(sort: Sort | null): "ASC" | "DESC" | undefined {
  return sort === null ? undefined : sort.descending ? "DESC" : "ASC";
}

/** Parameters as they stand in an address: a repeated name for several values. */
export function toSearch(parameters: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters) as [string, unknown][]) {
    if (value === undefined) continue;
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) search.append(name, String(each));
  }
  return search.toString();
}

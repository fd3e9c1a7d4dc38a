/** What stands after `?`: plain words, a repeated name for several values. The same habit as the API's own parameters. */
export type SearchParams = Record<string, string | string[] | undefined>;

export function parseSearchParams(search: string): SearchParams {
  const entries = new URLSearchParams(search);
  const names = new Set(entries.keys());
  return Object.fromEntries(
    [...names].map((name) => {
      const values = entries.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

export function stringifySearchParams(search: Record<string, unknown>): string {
  const entries = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const each of valuesOf(value)) entries.append(name, each);
  }
  const text = entries.toString();
  return text === "" ? "" : `?${text}`;
}

/** The values of one parameter, however many there are. */
export function valuesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(valuesOf);
  if (typeof value === "string") return value === "" ? [] : [value];
  return typeof value === "number" || typeof value === "boolean" ? [String(value)] : [];
}

/** For routes whose search parameters are a list's state: everything is kept, the list itself reads what it knows. */
export function keepSearchParams(search: Record<string, unknown>): SearchParams {
  return Object.fromEntries(
    Object.entries(search).map(([name, value]) => {
      const values = valuesOf(value);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

import type { FoundRows } from "../recipe/types";

/** As many members, and as long a cell, as Daicho takes. More is no list of members. */
export const mostMembers = 100_000;
export const longestCell = 4_000;
/** Longer than any heading. */
export const longestHeading = 200;

/** What a page has of members, no more than can be handed over; what is too much is named. */
export function withinBounds(found: FoundRows): FoundRows {
  switch (found.found) {
    case "rows": {
      const what = excessOf(found.what);
      return what === null ? found : { found: "too_much", what };
    }
    case "no_column": {
      const headings = found.what.headings.map(shortened);
      return { found: "no_column", what: { ...found.what, headings } };
    }
    case "no_table":
    case "too_much":
      return found;
  }
}

function excessOf(rows: readonly Record<string, string>[]): string | null {
  if (rows.length > mostMembers) return `more than ${mostMembers} rows`;
  for (const [at, row] of rows.entries()) {
    const long = Object.entries(row).find(([, cell]) => cell.length > longestCell);
    if (long !== undefined) return `“${long[0]}” of row ${at + 1} has more than ${longestCell} characters`;
  }
  return null;
}

export const shortened = (text: string): string => text.slice(0, longestHeading);

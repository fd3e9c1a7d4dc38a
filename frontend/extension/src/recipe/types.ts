import type { Schemas } from "@/api/types";

/** An element as a person finds it, or by a selector where nobody can see it. */
export type Wanted = Schemas["Wanted"];
export type WantedRows = Schemas["WantedRows"];
export type AssistedRecipe = Schemas["AssistedRecipe"];
export type AssistedTable = Schemas["AssistedTable"];
export type Row = Record<string, string>;

export type FoundRows =
  | { found: "rows"; what: Row[] }
  | { found: "no_table" }
  /** More than any list of members has. */
  | { found: "too_much"; what: string }
  | { found: "no_column"; what: { column: string; headings: string[] } };

/** A file as a `data:` address, or why there is none. */
export type FoundFile =
  | { found: "file"; what: string }
  | { found: "refused"; status: number }
  | { found: "too_large"; megabytes: number }
  | { found: "unreadable"; why: string };

/** A table that somebody pointed at: its headings, and the first rows below them. */
export interface PointedTable {
  headings: string[];
  rows: string[][];
}

/** What somebody did while signing in: which fields were filled in, never with what. */
export type SignInStep =
  { kind: "id" | "password" | "code" | "other"; field: Wanted; label: string } | { kind: "press"; element: Wanted };

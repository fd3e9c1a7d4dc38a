import known from "../../../../crates/connectors/catalogue/_headings.json";
import type { PointedTable } from "./types";

/** What a column of a member list can say of an account. */
export type AccountField = keyof typeof known.columns;

export const accountFields = Object.keys(known.columns) as AccountField[];

/** A column with what it says of an account; `null` when it is not read. */
export interface ProposedColumn {
  heading: string;
  /** Of the first rows, in their order. */
  cells: string[];
  field: AccountField | null;
}

/** Words that a cell may say, by what they mean; shared with the catalogue. */
export const knownValues = known.values;

/** Compares headings as the robot does: case, width and marks beside the words do not count. */
const words = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Fields that are read once. The others may be told by several columns. */
export function proposeColumns({ headings, rows }: PointedTable): ProposedColumn[] {
  const taken = new Set<AccountField>();
  return headings.map((heading, at) => {
    const cells = rows.map((row) => row[at] ?? "");
    const field = fieldOf(
      heading,
      cells.filter((cell) => cell !== ""),
    );
    if (field === null || taken.has(field) || headings.indexOf(heading) !== at) return { heading, cells, field: null };
    taken.add(field);
    return { heading, cells, field };
  });
}

function fieldOf(heading: string, samples: readonly string[]): AccountField | null {
  const said = words(heading);
  if (said === "") return null;
  const named = accountFields.find((field) => known.columns[field].some((name) => words(name) === said));
  const isAddresses = samples.length > 0 && samples.every((cell) => /^\S+@\S+\.\S+$/u.test(cell));
  if (isAddresses) return "email";
  if (named === "email" && samples.length > 0) return null;
  if ((named === "last_activity" || named === "created_at") && !samples.every(isDate)) return null;
  return named ?? null;
}

/** Daicho reads dates that begin with the year; others would be guessed. */
const isDate = (cell: string) => /^\d{4}-\d{2}-\d{2}/u.test(cell);

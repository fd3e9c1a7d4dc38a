import { grid, headingOf, isHeading, seenText, tables } from "robot-hands";
import type { PointedTable } from "../recipe/types";
import { shortened } from "./bounds";

const mostHeadingLines = 5;
const samples = 5;

export const tableAround = (element: Element): Element | null => element.closest(tables);

/** The headings of a table and its first rows, as the robot reads them. */
export function headedTable(table: Element): PointedTable {
  const lines = grid(table);
  const isHeadingLine = (line: (Element | undefined)[]) => {
    const cells = line.filter((cell) => cell !== undefined);
    return cells.filter(isHeading).length * 2 > cells.length;
  };
  const heading = Math.max(lines.slice(0, mostHeadingLines).findIndex(isHeadingLine), 0);
  const headings = (lines[heading] ?? []).map((cell) => (cell === undefined ? "" : shortened(headingOf(cell))));
  const rows = lines.slice(heading + 1).filter((line) => !isHeadingLine(line));
  return {
    headings,
    rows: rows.slice(0, samples).map((line) => headings.map((_, at) => textOf(line[at]))),
  };
}

const textOf = (cell: Element | undefined) => (cell === undefined ? "" : shortened(seenText(cell)));

import type { Text } from "@codemirror/state";
import type { ManifestProblem } from "../types";

/** Where a problem stands in the text; a place that is no longer there is moved to the nearest one that is. */
export function placeOf(text: Text, { line, column }: Pick<ManifestProblem, "line" | "column">) {
  const found = text.line(Math.min(Math.max(line, 1), text.lines));
  const from = Math.min(found.from + Math.max(column, 1) - 1, found.to);
  return { from, to: found.to };
}

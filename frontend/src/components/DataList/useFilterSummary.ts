import { useFormat, useTexts } from "@/texts";
import type { Filter } from "./types";

/** A filter's values in words, for its chip. */
export function useFilterSummary(filter: Filter, values: readonly string[]): string {
  const { common, list } = useTexts();
  const format = useFormat();
  const [first] = values;
  if (first === undefined) return "";

  switch (filter.kind) {
    case "choice": {
      const label = filter.options.find(({ value }) => value === first)?.label ?? first;
      return list.chosen(label, values.length - 1);
    }
    case "boolean":
      return first === "true" ? common.yes : common.no;
    case "text":
      return list.contains(first);
    case "dates": {
      const [from, to] = first.split(":").map((day) => (day === "" ? undefined : format.day(day)));
      if (from === undefined) return list.toDate(to ?? "");
      return to === undefined ? list.fromDate(from) : list.between(from, to);
    }
  }
}

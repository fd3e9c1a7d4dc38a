import type { HistoryItem } from "../types";

/** What was changed in one go: by one actor, at one time. */
export interface HistoryGroup {
  first: HistoryItem;
  items: readonly HistoryItem[];
}

/** The server writes a line for each field; what belongs together is shown together. */
export function groupHistory(items: readonly HistoryItem[]): HistoryGroup[] {
  const groups: { first: HistoryItem; items: HistoryItem[] }[] = [];
  for (const item of items) {
    const group = groups.at(-1);
    if (group !== undefined && belongTogether(group.first, item)) group.items.push(item);
    else groups.push({ first: item, items: [item] });
  }
  return groups;
}

function belongTogether(one: HistoryItem, other: HistoryItem): boolean {
  return (
    one.createdAt === other.createdAt &&
    one.type === other.type &&
    one.source === other.source &&
    one.actor === other.actor
  );
}

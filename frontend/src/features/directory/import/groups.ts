import type { ImportAction, ImportResult, ImportRow } from "../types";

/** The parts of a preview, in the order of what needs a look first. */
export const previewGroups = ["errors", "conflicting", "changed", "added", "unchanged"] as const;
export type PreviewGroup = (typeof previewGroups)[number];

const actions: Record<Exclude<PreviewGroup, "errors">, ImportAction> = {
  conflicting: "conflict",
  changed: "change",
  added: "add",
  unchanged: "unchanged",
};

export function rowsOf(result: ImportResult, group: Exclude<PreviewGroup, "errors">): readonly ImportRow[] {
  return result.rows.filter(({ action }) => action === actions[group]);
}

/** The first group that holds something. */
export function firstGroup({ summary }: ImportResult): PreviewGroup {
  return previewGroups.find((group) => summary[group] > 0) ?? "unchanged";
}

export function isApplicable({ summary }: ImportResult): boolean {
  return summary.errors === 0 && summary.added + summary.changed + summary.conflicting > 0;
}

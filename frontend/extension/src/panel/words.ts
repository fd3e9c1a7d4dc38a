import type { Wanted } from "../recipe/types";

/** An element in words: the names by which it is found. */
export function wordsFor(wanted: Wanted): string {
  if ("css" in wanted) return wanted.css;
  if ("role" in wanted) return wanted.role.name.join(" / ");
  return Object.values(wanted as Record<string, string[]>)
    .flat()
    .map((name) => `“${name}”`)
    .join(" / ");
}

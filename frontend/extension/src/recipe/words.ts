/** An element in words: the names by which a person or the robot finds it, whether one or several stand there. */
export function wordsFor(element: unknown): string {
  if (typeof element === "string") return `“${element}”`;
  if (Array.isArray(element)) return [...new Set(element.map(wordsFor))].join(" / ");
  if (typeof element !== "object" || element === null) return "";
  if ("css" in element) return String(element.css);
  // A role stands beside its name, which tells more.
  if ("role" in element && "name" in element) return wordsFor(element.name);
  return Object.values(element).map(wordsFor).join(" / ");
}

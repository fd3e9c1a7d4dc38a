/** Whether a text holds what was typed. Full-width and half-width, upper and lower case count as the same. */
export function matches(text: string, typed: string): boolean {
  return fold(text).includes(fold(typed));
}

/** Whether asking the server is worth it: two letters, or one character of a script whose characters are words. */
export function isWorthSearching(typed: string): boolean {
  const text = fold(typed);
  return text.length >= 2 || /[\u3040-\u30ff\u3400-\u9fff]/.test(text);
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim();
}

/** So long the browser takes to see that nothing lies under the pointer any more, in milliseconds. */
const settling = 250;

/** Looks at the page as nobody touches it: what shows only under the pointer, or beside a chosen row, is no part of a list. */
export async function untouched<Seen>(look: () => Seen): Promise<Seen> {
  const style = document.createElement("style");
  style.textContent = "html, html * { pointer-events: none !important; }";
  document.documentElement.append(style);
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  try {
    await new Promise((after) => setTimeout(after, settling));
    return look();
  } finally {
    style.remove();
  }
}

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { BrowserContext, Page } from "playwright-core";

const BUILT = path.resolve(import.meta.dirname, "../../../frontend/extension/dist");

/**
 * A copy of the extension whose user has permitted the sites of the story. The question for it is asked by the browser itself,
 * outside of any page, where a story cannot press.
 */
export function permittedExtension(folder: string): string {
  const copy = path.join(folder, "extension");
  cpSync(BUILT, copy, { recursive: true });
  const file = path.join(copy, "manifest.json");
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  const { optional_permissions: optional, permissions, ...rest } = manifest;
  const permitted = [permissions, optional].flat();
  writeFileSync(file, JSON.stringify({ ...rest, permissions: permitted, host_permissions: ["http://127.0.0.1/*"] }));
  return copy;
}

/** The extension's panel. Beside a page it is the browser's own; here it has a tab of its own. */
export async function openPanel(browser: BrowserContext): Promise<Page> {
  const worker = browser.serviceWorkers()[0] ?? (await browser.waitForEvent("serviceworker"));
  const panel = await browser.newPage();
  await panel.setViewportSize({ width: 400, height: 800 });
  await panel.goto(new URL("/panel.html", worker.url()).href);
  return panel;
}

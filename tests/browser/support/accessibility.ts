import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** What axe finds against WCAG 2.2 AA on the page as it is now. */
export async function accessibilityFindings(page: Page, where: string): Promise<string[]> {
  await page.evaluate(stillness);
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: unknown }> } }).axe;
    const result = await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
    return result.violations;
  });
  return (violations as Violation[]).map(
    ({ id, help, nodes }) => `${where}: ${id} (${help}): ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
}

/** What fades in or out has the contrast of a moment: it is looked at when it stands. Loaders turn without end. */
async function stillness(): Promise<void> {
  const ends = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
  await Promise.allSettled(ends.map(({ finished }) => finished));
}

/** What begins to fade while axe looks has the contrast of a moment as well: only what is found twice is there. */
export async function assertAccessible(page: Page, where: string): Promise<void> {
  const found = await accessibilityFindings(page, where);
  assert.deepEqual(found.length === 0 ? found : await accessibilityFindings(page, where), []);
}

import { mkdirSync } from "node:fs";
import path from "node:path";

import { type Browser, type BrowserContext, type Page, chromium } from "playwright-core";

import { SCREENSHOTS } from "./program.ts";

export type Language = "en" | "ja";
export type Scheme = "light" | "dark";

const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    chromiumSandbox: process.getuid?.() !== 0,
    args: FLAGS,
  });

/** A browser with an extension, as somebody has it who uses it every day: one profile, gone with the story. */
export const openBrowserWithExtension = (extension: string, profile: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, {
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    chromiumSandbox: process.getuid?.() !== 0,
    // The old headless mode, which this flag stands for, knows no extensions.
    headless: false,
    ignoreDefaultArgs: ["--disable-extensions"],
    args: [...FLAGS, "--headless=new", `--load-extension=${extension}`, `--disable-extensions-except=${extension}`],
    locale: "en-US",
    viewport: { width: 1280, height: 800 },
  });

/** A browser window of somebody who reads this language and prefers this colour scheme. */
export async function openWindow(browser: Browser, language: Language, scheme: Scheme): Promise<BrowserContext> {
  const window = await browser.newContext({
    locale: language === "ja" ? "ja-JP" : "en-US",
    timezoneId: "Asia/Tokyo",
    colorScheme: scheme,
    viewport: { width: 1280, height: 800 },
  });
  // Chosen in the browser, it stands before the language of the user who signs in.
  await window.addInitScript((chosen) => localStorage.setItem("daicho.language", chosen), language);
  return window;
}

/** Keeps a picture of the page; the README shows some of them. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), animations: "disabled" });
}

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import type { Browser, BrowserContext, Page } from "playwright-core";

import { accessibilityFindings, assertAccessible } from "../support/accessibility.ts";
import { type Language, type Scheme, openBrowser, openWindow, picture } from "../support/browser.ts";
import { Program, built, freePort } from "../support/program.ts";

/** Every screen of the demonstration: its address and a name for its picture. */
const SCREENS: readonly (readonly [name: string, path: string])[] = [
  ["home", "/"],
  ["services", "/services"],
  ["accounts", "/accounts"],
  ["retired-accounts", "/accounts?types=retired"],
  ["directory", "/directory"],
  ["directory-import", "/directory/import"],
  ["integrations", "/integrations"],
  ["integration-log", "/integrations/log"],
  ["catalogue", "/integrations/catalogue"],
  ["offboarding", "/offboarding"],
  ["automations", "/offboarding/automations"],
  ["alerts", "/alerts"],
  ["alerts-by-person", "/alerts/people"],
  ["alerts-muted", "/alerts/muted"],
  ["settings-organization", "/settings/organization"],
  ["settings-notifications", "/settings/notifications"],
  ["settings-offboarding", "/settings/offboarding"],
  ["settings-connectors", "/settings/connectors"],
  ["settings-users", "/settings/users"],
  ["settings-api-keys", "/settings/api-keys"],
];

let browser: Browser;
let demo: Program;
let url: string;
let email: string;
let password: string;

before(async () => {
  const port = await freePort();
  demo = new Program(built("demo"), [], { DAICHO_LISTEN: `127.0.0.1:${port}` });
  const ready = await demo.prints(/(http:\S+)\s+e-mail\s+(\S+)\s+password\s+(\S+)/, 240);
  [, url = "", email = "", password = ""] = ready;
  browser = await openBrowser();
});

after(async () => {
  await browser.close();
  await demo.stop();
});

async function signedIn(language: Language, scheme: Scheme): Promise<{ window: BrowserContext; page: Page }> {
  const window = await openWindow(browser, language, scheme);
  const page = await window.newPage();
  await page.goto(`${url}/sign-in`);
  await page.locator("input[autocomplete='username']").fill(email);
  await page.locator("input[autocomplete='current-password']").fill(password);
  await page.locator("button[type='submit']").click();
  await page.locator("nav").first().waitFor();
  return { window, page };
}

/** Waits until nothing on the page is loading any more. */
async function settled(page: Page): Promise<void> {
  await page.locator("main h1").first().waitFor();
  await page.waitForFunction(() => document.querySelector(".mantine-Skeleton-root, [aria-busy='true']") === null);
}

for (const [language, scheme] of [["en", "light"], ["ja", "light"], ["en", "dark"], ["ja", "dark"]] as const) {
  test(`every screen is accessible in ${language}, ${scheme}`, async () => {
    const { window, page } = await signedIn(language, scheme);
    const findings: string[] = [];
    for (const [name, path] of SCREENS) {
      await page.goto(url + path);
      await settled(page);
      findings.push(...(await accessibilityFindings(page, name)));
      await picture(page, `${name}-${language}-${scheme}`);
    }
    assert.deepEqual(findings, []);
    await window.close();
  });
}

test("from Home to a leaver's account in two clicks, and back by its address", async () => {
  const { window, page } = await signedIn("en", "light");
  await page.getByRole("link", { name: /Retired accounts left over/ }).click();
  await page.waitForURL(/types=retired/);
  await settled(page);
  await page.locator("[role='row'][aria-rowindex='2'], tbody tr").first().click();
  await page.getByRole("dialog").waitFor();
  await page.waitForURL(/open=/);
  await assertAccessible(page, "the drawer of an account");
  await picture(page, "account-drawer-en-light");

  const address = page.url();
  await page.goto(`${url}/`);
  await page.goto(address);
  await page.getByRole("dialog").waitFor();
  await window.close();
});

test("a phone shows the same", async () => {
  const { window, page } = await signedIn("ja", "light");
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [name, path] of SCREENS.slice(0, 5)) {
    await page.goto(url + path);
    await settled(page);
    await picture(page, `${name}-ja-phone`);
  }
  await window.close();
});

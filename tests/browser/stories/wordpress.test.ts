import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import type { Browser, Page } from "playwright-core";

import { assertAccessible } from "../support/accessibility.ts";
import { openBrowser, openWindow, picture } from "../support/browser.ts";
import type { Program } from "../support/program.ts";
import { ADMIN, BesideWordpress, type Site } from "../support/wordpress.ts";

let browser: Browser;
let beside: BesideWordpress;
let wordpress: Program;
let site: Site;
let url: string;

before(async () => {
  beside = await BesideWordpress.start();
  ({ wordpress, site, url } = beside);
  browser = await openBrowser();
});

after(async () => {
  await browser.close();
  await beside.stop();
});

test("a login is tried on the pages of WordPress, each step before one's eyes", async () => {
  const window = await openWindow(browser, "en", "dark");
  const page = await window.newPage();
  await signIn(page);
  await page.goto(`${url}/integrations/catalogue?q=wordpress`);
  const card = page.getByRole("article").filter({ hasText: "self-hosted" });
  await card.getByRole("button", { name: /Integrate/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^ID and password/ }).check();
  await dialog.getByRole("button", { name: "Continue" }).click();
  await dialog.getByLabel("Site URL").fill(site.url);
  await dialog.getByLabel("User name or e-mail address").fill(site.username);
  await dialog.getByRole("textbox", { name: "Password", exact: true }).fill(site.signInPassword);
  await assertAccessible(page, "what a login needs");
  await picture(page, "connect-login-en-dark");
  await dialog.getByRole("button", { name: "Test the connection" }).click();

  // Only the latest step shows its picture, and the next one takes its place.
  await dialog.locator("li img").first().waitFor({ state: "attached", timeout: 60_000 });
  await picture(page, "connect-login-steps-en-dark");
  await dialog.getByText("The service accepts the credentials.").waitFor({ timeout: 60_000 });
  assert.ok((await dialog.locator("li").filter({ hasText: "wp-login.php" }).count()) > 0);
  await dialog.getByRole("button", { name: "Show the page" }).first().click();
  await dialog.locator("li img").first().waitFor();
  await assertAccessible(page, "a login that was tried");
  await picture(page, "connect-login-done-en-dark");
  await window.close();
});

test("an administrator connects a real WordPress, imports the employees and sees who has left", async () => {
  const window = await openWindow(browser, "en", "light");
  const page = await window.newPage();
  await signIn(page);

  await page.goto(`${url}/integrations/catalogue?q=wordpress`);
  await integrate(page);
  await fillIn(page, "not the password");
  await page.getByText("The test did not succeed. Nothing is stored.").waitFor();
  await assertAccessible(page, "a refused test of credentials");
  await picture(page, "connect-refused-en-light");

  await page.getByRole("button", { name: "Back to the credentials" }).click();
  await fillIn(page, site.password);
  await page.getByText("The service accepts the credentials.").waitFor();
  await picture(page, "connect-test-en-light");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Workspace name").fill("Corporate blog");
  await page.getByRole("button", { name: "Save and sync" }).click();
  await page.getByText("The sync is done.").waitFor();
  await page.getByText("and 7 more").waitFor();
  await assertAccessible(page, "the first look at a connected service");
  await picture(page, "connect-done-en-light");

  await importEmployees(page);
  await page.goto(`${url}/accounts?types=retired`);
  await page.getByText("member0001@example.com").waitFor();
  assert.equal(await page.getByText(/^member\d+@example\.com$/).count(), 3);

  await window.close();
});

test("what changes at WordPress shows after the next sync", async () => {
  const window = await openWindow(browser, "ja", "light");
  const page = await window.newPage();
  await signIn(page);
  await wordpress.says("add 999", /add member0999/);
  await wordpress.says("delete 11", /delete member0011/);

  await page.goto(`${url}/integrations`);
  await page.getByRole("button", { name: /Corporate blog/ }).last().click();
  await page.getByRole("menuitem", { name: "今すぐ同期" }).click();
  await page.goto(`${url}/integrations/log`);
  await page.getByText(/追加 1/).first().waitFor();

  await page.goto(`${url}/accounts`);
  await page.getByText("member0999@example.com").waitFor();
  assert.equal(await page.getByText("member0011@example.com").count(), 0);
  await window.close();
});

async function signIn(page: Page): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.locator("input[autocomplete='username']").fill(ADMIN.email);
  await page.locator("input[autocomplete='current-password']").fill(ADMIN.password);
  await page.locator("button[type='submit']").click();
  await page.locator("nav").first().waitFor();
}

async function integrate(page: Page): Promise<void> {
  const card = page.getByRole("article").filter({ hasText: "self-hosted" });
  await card.getByRole("button", { name: /Integrate/ }).click();
  await page.getByRole("radio", { name: /Application password/ }).check();
  await page.getByRole("button", { name: "Continue" }).click();
}

async function fillIn(page: Page, password: string): Promise<void> {
  await page.getByLabel("Site URL").fill(site.url);
  await page.getByLabel("User name").fill(site.username);
  await page.getByRole("textbox", { name: "Application password" }).fill(password);
  await page.getByRole("button", { name: "Test the connection" }).click();
}

async function importEmployees(page: Page): Promise<void> {
  const lines = Array.from({ length: 11 }, (_, index) => {
    const number = String(index + 1).padStart(4, "0");
    const status = index < 3 ? "retired" : "active";
    return `台帳 太郎 ${number},member${number}@example.com,E${number},${status},full_time_employee`;
  });
  const csv = ["Display name,Primary email,Employee ID,Status,Type", ...lines, ""].join("\n");
  await page.goto(`${url}/directory/import`);
  await page
    .locator("input[type='file']")
    .setInputFiles({ name: "employees.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.getByText("What employees.csv would change").first().waitFor();
  await assertAccessible(page, "the preview of an import");
  await picture(page, "import-preview-en-light");
  await page.getByRole("button", { name: "Apply: add 11, change 0" }).click();
  await page.getByText("The import is done").waitFor();
}

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import type { Browser } from "playwright-core";

import { assertAccessible } from "../support/accessibility.ts";
import { openBrowser, openWindow, picture } from "../support/browser.ts";
import { Program, built, freePort } from "../support/program.ts";

let browser: Browser;
let server: Program;
let setUpLink: string;

before(async () => {
  const port = await freePort();
  server = new Program(built("daicho"), ["serve"], {
    DAICHO_LISTEN: `127.0.0.1:${port}`,
    DAICHO_PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: "",
  });
  [setUpLink] = await server.prints(/http:\/\/127\.0\.0\.1:\d+\/setup\?token=[\w-]+/);
  browser = await openBrowser();
});

after(async () => {
  await browser.close();
  await server.stop();
});

test("a newcomer sets up the organization, arrives at Home, signs out and in again", async () => {
  const window = await openWindow(browser, "en", "light");
  const page = await window.newPage();
  await page.goto(setUpLink);
  await page.getByLabel("Name of the organization").fill("Example");
  await assertAccessible(page, "the set-up");
  await picture(page, "setup-en-light");

  await page.getByRole("button", { name: "Create the organization" }).click();
  await page.getByText("Enter a domain such as example.com").waitFor();

  await page.getByLabel("Primary domain").fill("example.com");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Hanako Sato");
  await page.getByLabel("E-mail address").fill("hanako@example.com");
  await page.locator("input[autocomplete='new-password']").fill("correct horse battery staple");
  await page.getByRole("button", { name: "Create the organization" }).click();
  await page.getByRole("heading", { name: "Home" }).waitFor();
  await page.getByText("No service is integrated").waitFor();
  await assertAccessible(page, "Home of a new organization");
  await picture(page, "home-empty-en-light");

  await page.goto(setUpLink);
  await page.getByRole("heading", { name: "Home" }).waitFor();

  await window.clearCookies();
  await page.goto(setUpLink);
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  await page.getByLabel("E-mail address").fill("hanako@example.com");
  await page.locator("input[autocomplete='current-password']").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("The e-mail address or the password is wrong.").waitFor();
  await page.locator("input[autocomplete='current-password']").fill("correct horse battery staple");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Home" }).waitFor();
  await window.close();
});

test("the first screens speak Japanese to whoever reads it", async () => {
  const window = await openWindow(browser, "ja", "dark");
  const page = await window.newPage();
  await page.goto(new URL("/sign-in", setUpLink).href);
  await page.getByRole("button", { name: "サインイン" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "ja");
  await assertAccessible(page, "the sign-in in Japanese, dark");
  await picture(page, "sign-in-ja-dark");
  await window.close();
});

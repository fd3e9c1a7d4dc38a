import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { accessibilityFindings, assertAccessible } from "../support/accessibility.ts";
import { picture } from "../support/browser.ts";
import { Demo, settled } from "../support/demo.ts";

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

let demo: Demo;

before(async () => {
  demo = await Demo.open();
});

after(() => demo.close());

for (const [language, scheme] of [["en", "light"], ["ja", "light"], ["en", "dark"], ["ja", "dark"]] as const) {
  test(`every screen is accessible in ${language}, ${scheme}`, async () => {
    const page = await demo.signedIn(language, scheme);
    const findings: string[] = [];
    for (const [name, path] of SCREENS) {
      await page.goto(demo.url + path);
      await settled(page);
      findings.push(...(await accessibilityFindings(page, name)));
      await picture(page, `${name}-${language}-${scheme}`);
    }
    assert.deepEqual(findings, []);
    await page.context().close();
  });
}

test("from Home to a leaver's account in two clicks, and back by its address", async () => {
  const page = await demo.signedIn("en", "light");
  await page.getByRole("link", { name: /Retired accounts left over/ }).click();
  await page.waitForURL(/types=retired/);
  await settled(page);
  await page.locator("[role='row'][aria-rowindex='2'], tbody tr").first().click();
  await page.getByRole("dialog").waitFor();
  await page.waitForURL(/open=/);
  await assertAccessible(page, "the drawer of an account");
  await picture(page, "account-drawer-en-light");

  const address = page.url();
  await page.goto(`${demo.url}/`);
  await page.goto(address);
  await page.getByRole("dialog").waitFor();
  await page.context().close();
});

test("a phone shows the same", async () => {
  const page = await demo.signedIn("ja", "light");
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [name, path] of SCREENS.slice(0, 5)) {
    await page.goto(demo.url + path);
    await settled(page);
    await picture(page, `${name}-ja-phone`);
  }
  await page.context().close();
});

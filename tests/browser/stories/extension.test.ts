import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import type { BrowserContext, Page } from "playwright-core";

import { assertAccessible } from "../support/accessibility.ts";
import { openBrowserWithExtension, picture } from "../support/browser.ts";
import { waitUntil } from "../support/demo.ts";
import { ExportingSite } from "../support/exporting.ts";
import { openPanel, permittedExtension } from "../support/extension.ts";
import type { Program } from "../support/program.ts";
import { ADMIN, BesideWordpress, type Site } from "../support/wordpress.ts";

/** The rig's own eleven, its administrator, and those that make a second page. */
const FURTHER = 15;
const EVERYBODY = 11 + 1 + FURTHER;

let beside: BesideWordpress;
let wordpress: Program;
let site: Site;
let server: Program;
let url: string;
let browser: BrowserContext;
let daicho: Page;
let service: Page;
let panel: Page;
/** The workspace that the robot reads. */
let replayed: number;

before(async () => {
  beside = await BesideWordpress.start();
  ({ wordpress, site, server, url } = beside);
  for (let number = 100; number < 100 + FURTHER; number += 1) {
    await wordpress.says(`add ${number}`, new RegExp(`add member0${number}`));
  }
  browser = await openBrowserWithExtension(permittedExtension(server.folder), `${server.folder}/profile`);
  daicho = await browser.newPage();
});

after(async () => {
  await browser.close();
  await beside.stop();
});

test("an administrator pairs the extension by the code that Daicho shows", async () => {
  await daicho.goto(`${url}/sign-in`);
  await daicho.locator("input[autocomplete='username']").fill(ADMIN.email);
  await daicho.locator("input[autocomplete='current-password']").fill(ADMIN.password);
  await daicho.locator("button[type='submit']").click();
  await daicho.locator("nav").first().waitFor();
  await daicho.goto(`${url}/settings/api-keys`);
  await daicho.getByRole("button", { name: "Pair a browser extension" }).click();
  await daicho.getByRole("button", { name: "Make a code" }).click();
  const code = await daicho.getByLabel("Pairing code (works once, for ten minutes)").inputValue();
  await assertAccessible(daicho, "the code that pairs an extension");
  await picture(daicho, "extension-code-en-light");

  panel = await openPanel(browser);
  await panel.getByLabel("Address of Daicho").fill(url);
  await panel.getByLabel("Pairing code").fill(code);
  await assertAccessible(panel, "the extension before it is paired");
  await panel.getByRole("button", { name: "Pair" }).click();
  await panel.getByRole("heading", { name: "Paired with Example" }).waitFor();
  await assertAccessible(panel, "the paired extension");
});

test("the members of WordPress are recorded by pointing, and what is typed stays in the page", async () => {
  service = await browser.newPage();
  await service.goto(`${site.url}/wp-login.php`);
  await panel.getByRole("button", { name: "Record a service" }).click();
  await panel.getByLabel("Name of the service").fill("Club site");
  await panel.getByRole("button", { name: "Continue" }).click();

  await panel.getByRole("button", { name: "Start recording" }).click();
  await panel.getByText("Recording: sign in now.").waitFor();
  await service.locator("#user_login").fill(site.username);
  await service.locator("#user_pass").fill(site.signInPassword);
  await service.locator("#wp-submit").click();
  await service.locator("#wpadminbar").waitFor();
  await panel.getByText(/^Password: /).waitFor();
  await panel.getByText(/^Press: /).waitFor();
  await panel.getByRole("button", { name: "I am signed in" }).click();
  await point(() => service.locator("#wp-admin-bar-my-account > a").click(), "Point at it");
  await panel.getByText(/^Signed in: /).waitFor();
  await assertAccessible(panel, "a recorded sign-in");
  await picture(panel, "extension-sign-in-en-light");
  await panel.getByRole("button", { name: "Continue" }).click();

  await service.goto(`${site.url}/wp-admin/users.php`);
  const cell = service.locator("table.users tbody td.column-email").first();
  await point(() => cell.click({ position: { x: 2, y: 2 } }), "Point at the table");
  const says = (heading: string) => panel.getByLabel(`What “${heading}” says`).inputValue();
  assert.deepEqual(await Promise.all(["Username", "Email", "Role", "Posts"].map(says)), ["username", "email", "roles", ""]);
  await assertAccessible(panel, "the columns that were proposed");
  await picture(panel, "extension-columns-en-light");
  await panel.getByRole("button", { name: "Continue" }).click();

  await panel.getByRole("radio", { name: "By a button or link" }).check();
  await point(() => service.locator(".tablenav.top .next-page").click(), "Point at it");
  await panel.getByText("The next page:").waitFor();
  await panel.getByRole("button", { name: "Continue" }).click();

  await panel.getByText("member0001@example.com").waitFor();
  await assertAccessible(panel, "the preview of a recording");
  await picture(panel, "extension-preview-en-light");
  await panel.getByRole("button", { name: "Save in Daicho" }).click();
  await panel.getByText("Saved as club-site-recorded.").waitFor();
  await panel.getByRole("button", { name: "Done" }).click();

  const { manifest, problems } = await ask<{ manifest: string; problems: unknown[] }>("/connectors/club-site-recorded");
  assert.deepEqual(problems, []);
  assert.ok(!manifest.includes(site.signInPassword) && !manifest.includes(site.username), manifest);
});

test("the robot replays what was recorded", async () => {
  replayed = await connect("club-site-recorded", "id_password", { id: site.username, password: site.signInPassword });
  await waitUntil(async () => (await known(replayed)).status === "synced");
  assert.equal((await known(replayed)).accountCount, EVERYBODY);
  assert.ok((await names(replayed)).includes("member0001 member0001@example.com Editor"));
});

test("the same members are read in the signed-in browser, with no credential stored", async () => {
  const workspace = await connect("club-site-recorded", "assisted", {});
  await panel.reload();
  await panel.getByText("Due").waitFor();
  await service.goto(`${site.url}/wp-admin/users.php`);
  await service.bringToFront();
  // What shows under the pointer is no part of the list.
  await service.locator("table.users tbody td.column-username").nth(3).hover();
  await panel.getByRole("button", { name: "Sync assisted" }).click();
  await panel.getByText(`Done: ${EVERYBODY} members are in Daicho.`).waitFor({ timeout: 120_000 });
  await assertAccessible(panel, "a finished assisted sync");
  await picture(panel, "extension-synced-en-light");
  const read = await known(workspace);
  assert.deepEqual([read.kind, read.status, read.accountCount], ["assisted", "synced", EVERYBODY]);
  assert.deepEqual(await names(workspace), await names(replayed));
  const { items } = await ask<{ items: { actor: string }[] }>(`/integration-logs?workspaceIds=${workspace}`);
  assert.match(items[0]?.actor ?? "", /^admin@example\.com \(Chrome/);
});

test("a step that broke is recorded anew by itself", async () => {
  const broken = (await ask<{ manifest: string }>("/connectors/club-site-recorded")).manifest;
  await service.goto(`${site.url}/wp-admin/users.php`);
  await panel.reload();
  await panel.getByRole("button", { name: "Repair club-site-recorded" }).click();
  await assertAccessible(panel, "the steps of a recipe");
  await picture(panel, "extension-repair-en-light");
  await panel.getByRole("button", { name: /^Record anew: Next page/ }).click();
  await panel.getByText("Click on it in the page").waitFor();
  await service.locator(".tablenav.bottom .next-page").click();
  await panel.getByRole("button", { name: "Save in Daicho" }).click();
  await panel.getByText("Saved as version 2.").waitFor();
  const { manifest } = await ask<{ manifest: string }>("/connectors/club-site-recorded");
  const differing = manifest.split("\n").filter((line) => !broken.includes(line));
  assert.ok(differing.length <= 3, differing.join("\n"));
});

for (const [slug, control] of [
  ["archive-by-link", { link: "Export" }],
  ["archive-by-page", { button: "CSV出力" }],
] as const) {
  test(`a file that a service exports is handed over, and not kept in the browser: ${slug}`, async () => {
    const exporting = await ExportingSite.start();
    try {
      await ask("/connectors", { slug, manifest: exporting.manifest(control) });
      const workspace = await connect(slug, "assisted", {}, slug);
      await panel.goto(panel.url());
      await service.goto(`${exporting.url}/in`);
      await service.bringToFront();
      await panel.getByRole("button", { name: `Sync ${slug}` }).click();
      await panel.getByText("Done: 2 members are in Daicho.").waitFor({ timeout: 120_000 });
      const read = await known(workspace);
      assert.deepEqual([read.status, read.accountCount], ["synced", 2]);
      const kept = await panel.evaluate("chrome.downloads.search({})");
      assert.deepEqual(kept, []);
    } finally {
      await exporting.stop();
    }
  });
}

test("an export is recorded by pointing at its button, and read in the signed-in browser", async () => {
  const exporting = await ExportingSite.start();
  try {
    await service.goto(`${exporting.url}/in`);
    await panel.goto(panel.url());
    await panel.getByRole("button", { name: "Record a service" }).click();
    await panel.getByLabel("Name of the service").fill("Archive");
    await panel.getByRole("button", { name: "Continue" }).click();
    await panel.getByRole("button", { name: "Without a sign-in: read in people's own browsers only" }).click();
    await point(() => service.getByRole("button", { name: "CSV出力" }).click(), "Point at the export button");
    const says = (heading: string) => panel.getByLabel(`What “${heading}” says`).inputValue();
    assert.deepEqual(await Promise.all(["氏名", "メールアドレス"].map(says)), ["display_name", "email"]);
    await assertAccessible(panel, "the columns of an export");
    await picture(panel, "extension-export-en-light");
    await panel.getByRole("button", { name: "Continue" }).click();
    await panel.getByText("yamada@example.com").waitFor();
    await panel.getByRole("button", { name: "Save in Daicho" }).click();
    await panel.getByText("Saved as archive-recorded.").waitFor();
    assert.deepEqual((await ask<{ problems: unknown[] }>("/connectors/archive-recorded")).problems, []);

    const workspace = await connect("archive-recorded", "assisted", {}, "recorded export");
    await panel.goto(panel.url());
    await service.bringToFront();
    await panel.getByRole("button", { name: "Sync recorded export" }).click();
    await panel.getByText("Done: 2 members are in Daicho.").waitFor({ timeout: 120_000 });
    assert.equal((await known(workspace)).accountCount, 2);
    assert.deepEqual(await panel.evaluate("chrome.downloads.search({})"), []);
  } finally {
    await exporting.stop();
  }
});

test("what each member's own page tells is read in the signed-in browser too", async () => {
  const exporting = await ExportingSite.start();
  try {
    await ask("/connectors", { slug: "list", manifest: exporting.detailedManifest() });
    const workspace = await connect("list", "assisted", {}, "list");
    await panel.goto(panel.url());
    await service.goto(`${exporting.url}/in`);
    await service.bringToFront();
    await panel.getByRole("button", { name: "Sync list" }).click();
    await panel.getByText("Done: 2 members are in Daicho.").waitFor({ timeout: 120_000 });
    const { items } = await ask<{ items: unknown[] }>(`/accounts?workspaceIds=${workspace}&limit=100`);
    const said = JSON.stringify(items);
    assert.ok(said.includes("E-1") && said.includes("E-2"), said);
  } finally {
    await exporting.stop();
  }
});

/** Begins to point in the panel, and clicks in the page once it waits for that. */
async function point(click: () => Promise<void>, at: string): Promise<void> {
  await service.bringToFront();
  await panel.getByRole("button", { name: at }).click();
  await panel.getByText("Click on it in the page").waitFor();
  await click();
  await panel.getByText("Click on it in the page").waitFor({ state: "detached" });
}

interface Known {
  id: number;
  kind: string;
  status: string;
  accountCount: number;
}

interface Account {
  userName: string;
  email: string;
  roles: string[];
}

/** The accounts of a workspace as they were read, in one line each. */
async function names(workspace: number): Promise<string[]> {
  const { items } = await ask<{ items: Account[] }>(`/accounts?workspaceIds=${workspace}&limit=100`);
  return items.map(({ userName, email, roles }) => `${userName} ${email} ${roles.join()}`).sort();
}

const known = (workspace: number) => ask<Known>(`/workspaces/${workspace}`);

async function connect(
  serviceUniqueName: string,
  method: string,
  values: Record<string, string>,
  workspaceName = method,
): Promise<number> {
  const draft = { serviceUniqueName, workspaceName, auth: { method, values } };
  return (await ask<Known>("/workspaces", draft)).id;
}

/** Asks the server as the page does. The path stands below the organization. */
async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const session = await daicho.request.get(`${url}/api/v1/session`);
  const { organization } = (await session.json()) as { organization: { id: number } };
  const address = `${url}/api/v1/organizations/${organization.id}${path}`;
  const cookies = await browser.cookies(url);
  const csrf = cookies.find(({ name }) => name === "daicho_csrf")?.value ?? "";
  const answer = body
    ? await daicho.request.post(address, { data: body, headers: { "X-CSRF-Token": csrf } })
    : await daicho.request.get(address);
  assert.ok(answer.ok(), `${path}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import type { Page } from "playwright-core";

import { assertAccessible } from "../support/accessibility.ts";
import { picture } from "../support/browser.ts";
import { Demo, question, settled, waitUntil } from "../support/demo.ts";

/** The words of the screen that somebody presses or waits for. */
const WORDS = {
  en: {
    name: "Name",
    save: "Save",
    delete: "Delete",
    close: "Close",
    open: /^Open: SIEM/,
    typeName: "Type “intranet” to confirm",
    forLeavers: "For leavers",
    person: "Person",
    dryRun: "Dry run",
    wouldDo: "What would be done",
    addChannel: "Add a channel",
    kind: "Kind",
    shownOnce: "It is shown this once.",
    newConnector: "New connector",
    sound: "No problems",
    saveVersion: "Save as a new version",
    version: "Saved as version 1",
  },
  ja: {
    name: "名前",
    save: "保存",
    delete: "削除",
    close: "閉じる",
    open: /^開く: SIEM/,
    typeName: "確認のため「intranet」と入力してください",
    forLeavers: "退職時の自動化",
    person: "人物",
    dryRun: "事前確認",
    wouldDo: "実行される内容",
    addChannel: "通知先を追加",
    kind: "種類",
    shownOnce: "表示されるのは今回だけです。",
    newConnector: "新しいコネクタ",
    sound: "問題はありません",
    saveVersion: "新しいバージョンとして保存",
    version: "バージョン 1 として保存しました",
  },
} as const;

let demo: Demo;

before(async () => {
  demo = await Demo.open();
});

after(() => demo.close());

/** How many things of a list there are whose name is this. */
async function count(page: Page, path: string, name: string): Promise<number> {
  const { items } = await demo.ask<{ items: { name?: string; slug?: string }[] }>(page, path);
  return items.filter((item) => item.name === name || item.slug === name).length;
}

for (const language of ["en", "ja"] as const) {
  const words = WORDS[language];

  test(`an automation tells what it would do for somebody, is saved and deleted, in ${language}`, async () => {
    const page = await demo.signedIn(language);
    await page.goto(`${demo.url}/offboarding/automations`);
    await page.getByRole("link", { name: words.forLeavers }).first().click();
    const name = page.getByRole("textbox", { name: words.name });
    await name.fill("Last day");
    await assertAccessible(page, "a new automation");
    await page.getByRole("button", { name: words.save }).click();
    await page.waitForURL(/automations\/\d+$/);

    const person = page.getByRole("combobox", { name: words.person }).or(page.getByRole("textbox", { name: words.person }));
    await person.first().click();
    await page.getByRole("option").first().click();
    await page.getByRole("button", { name: words.dryRun }).click();
    await page.getByText(words.wouldDo).waitFor();
    await assertAccessible(page, "what an automation would do");
    await picture(page, `automation-${language}`);
    assert.equal(await count(page, "/automations", "Last day"), 1);

    await page.getByRole("button", { name: words.delete, exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: words.delete, exact: true }).click();
    await page.waitForURL(/\/offboarding\/automations$/);
    assert.equal(await count(page, "/automations", "Last day"), 0);
    await page.context().close();
  });

  test(`a webhook is added, shows its secret once and is deleted, in ${language}`, async () => {
    const page = await demo.signedIn(language);
    await page.goto(`${demo.url}/settings/notifications`);
    await settled(page);
    await page.getByRole("button", { name: words.addChannel }).click();
    const dialog = page.getByRole("dialog");
    const kind = dialog.getByRole("combobox", { name: words.kind }).or(dialog.getByRole("textbox", { name: words.kind }));
    await kind.first().click();
    await page.getByRole("option", { name: "Webhook", exact: true }).click();
    await dialog.getByRole("textbox", { name: words.name }).fill("SIEM");
    await dialog.getByRole("textbox", { name: "URL" }).fill("https://siem.example.com/alerts");
    await assertAccessible(page, "a new channel");
    await dialog.getByRole("button", { name: words.addChannel }).click();
    await dialog.getByText(words.shownOnce).waitFor();
    await assertAccessible(page, "the secret of a webhook");
    await picture(page, `channel-secret-${language}`);
    await dialog.getByRole("button", { name: words.close, exact: true }).last().click();

    await page.getByRole("button", { name: words.open }).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByRole("button", { name: words.delete, exact: true }).click();
    await question(page).getByRole("button", { name: words.delete, exact: true }).click();
    await waitUntil(async () => (await count(page, "/notification-channels", "SIEM")) === 0);
    await page.context().close();
  });

  test(`an own connector is written, saved as version 1 and deleted, in ${language}`, async () => {
    const page = await demo.signedIn(language);
    await page.goto(`${demo.url}/settings/connectors`);
    await settled(page);
    await page.getByRole("link", { name: words.newConnector }).first().click();
    await page.locator("main input").first().fill("intranet");
    await page.getByText(words.sound).waitFor();
    await assertAccessible(page, "a new connector");
    await page.getByRole("button", { name: words.saveVersion }).click();
    await page.getByText(words.version).waitFor();
    await page.waitForURL(/connectors\/intranet$/);
    await picture(page, `connector-${language}`);

    await page.getByRole("button", { name: words.delete, exact: true }).click();
    await page.getByRole("dialog").getByLabel(words.typeName).fill("intranet");
    await page.getByRole("dialog").getByRole("button", { name: words.delete, exact: true }).click();
    await page.waitForURL(/\/settings\/connectors$/);
    assert.equal(await count(page, "/connectors", "intranet"), 0);
    await page.context().close();
  });
}

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import type { Page } from "playwright-core";

import { assertAccessible } from "../support/accessibility.ts";
import { picture } from "../support/browser.ts";
import { Demo, question, waitUntil } from "../support/demo.ts";

/** The words of the screen that somebody presses or waits for. */
const WORDS = {
  en: {
    mute: "Mute",
    reason: "Reason",
    muted: "1 alert is muted",
    undo: "Undo",
    shownAgain: "1 in total",
    delete: "Delete",
    type: /^Type “(.+)” to confirm$/,
    addAccount: "Add account",
    email: /^E-mail/,
    required: "Enter a value",
    again: "Back to the form",
    fromFile: "Add from CSV",
    template: "Download the template",
    wrong: "What is wrong",
    addMany: "Add 2 accounts",
    offboard: "Offboard",
    makePlan: "Make the plan",
    addTask: "Add a task",
    task: "Task",
    run: "Run now",
    complete: /^Mark as done: /,
    done: "Mark as done",
    pdf: "Download the PDF",
    json: "Download the JSON",
  },
  ja: {
    mute: "ミュート",
    reason: "理由",
    muted: "アラート 1 件をミュートしました",
    undo: "元に戻す",
    shownAgain: "全 1 件",
    delete: "削除",
    type: /^確認のため「(.+)」と入力してください$/,
    addAccount: "アカウントを追加",
    email: /^メール/,
    required: "入力してください",
    again: "フォームに戻る",
    fromFile: "CSVで一括追加",
    template: "テンプレートをダウンロード",
    wrong: "問題",
    addMany: "アカウント 2 件を追加",
    offboard: "オフボーディング",
    makePlan: "計画を作成",
    addTask: "作業を追加",
    task: "作業内容",
    run: "今すぐ実行",
    complete: /^完了にする: /,
    done: "完了にする",
    pdf: "PDFをダウンロード",
    json: "JSONをダウンロード",
  },
} as const;

let demo: Demo;

before(async () => {
  demo = await Demo.open();
});

after(() => demo.close());

interface RetiredAlert {
  id: number;
  service: { name: string };
  account: { accountId: number; displayName: string | null; email: string | null };
  person: { peopleId: number; displayName: string };
}

async function retiredAlerts(page: Page): Promise<RetiredAlert[]> {
  const found = await demo.ask<{ items: RetiredAlert[] }>(page, "/alerts?type=retired_account&muted=false&limit=100");
  return found.items;
}

/** Types the name where the dialog asks for it, because content is lost. */
async function typeNameIfAsked(page: Page, label: RegExp): Promise<void> {
  const dialog = question(page);
  await dialog.getByRole("button").last().waitFor();
  const field = dialog.getByLabel(label);
  if ((await field.count()) === 0) return;
  const text = (await page.getByText(label).last().textContent()) ?? "";
  await field.fill(label.exec(text)?.[1] ?? "");
}

for (const language of ["en", "ja"] as const) {
  const words = WORDS[language];

  test(`an alert is muted with a reason and comes back by undo, in ${language}`, async () => {
    const page = await demo.signedIn(language);
    const [alert] = await retiredAlerts(page);
    assert.ok(alert);
    await page.goto(`${demo.url}/alerts?type=retired_account&open=${alert.id}`);
    const drawer = page.getByRole("dialog");
    await drawer.getByRole("button", { name: words.mute, exact: true }).click();
    await page.getByRole("textbox", { name: words.reason }).fill("audit 2027");
    await assertAccessible(page, "muting an alert");
    await picture(page, `alert-mute-${language}`);
    await page.locator("form").getByRole("button", { name: words.mute, exact: true }).click();
    await page.getByText(words.muted).waitFor();
    assert.ok(!(await retiredAlerts(page)).some(({ id }) => id === alert.id));
    await page.getByRole("button", { name: words.undo }).click();
    await waitUntil(async () => (await retiredAlerts(page)).some(({ id }) => id === alert.id));
    await page.context().close();
  });

  test(`an account is deleted from its alert, which resolves, in ${language}`, async () => {
    const page = await demo.signedIn(language);
    const [alert] = await retiredAlerts(page);
    assert.ok(alert);
    await page.goto(`${demo.url}/alerts?type=retired_account&open=${alert.id}`);
    await page.getByRole("dialog").getByRole("button", { name: words.delete, exact: true }).click();
    const dialog = question(page);
    await dialog.locator("li").first().waitFor();
    await typeNameIfAsked(page, words.type);
    await assertAccessible(page, "the consequences of a deletion");
    await picture(page, `alert-delete-${language}`);
    await dialog.getByRole("button", { name: words.delete, exact: true }).click();
    await waitUntil(async () => !(await retiredAlerts(page)).some(({ id }) => id === alert.id));
    await page.context().close();
  });

  test(`an account that the service refuses shows the cause, in ${language}`, async () => {
    const page = await demo.signedIn(language);
    const accounts = await demo.ask<{ items: { email: string | null; serviceUniqueName: string; serviceId: number }[] }>(
      page,
      "/accounts?limit=200",
    );
    const known = accounts.items.find(({ serviceUniqueName, email: address }) => serviceUniqueName === "zoom" && address);
    assert.ok(known?.email);
    await page.goto(`${demo.url}/services/${known.serviceId}`);
    await page.getByRole("button", { name: words.addAccount }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(words.email).fill(known.email);
    for (const field of await dialog.locator("input[type='text'][required], input:not([type])[required]").all()) {
      if ((await field.inputValue()) === "") await field.fill("Taro");
    }
    await assertAccessible(page, "the form of a new account");
    await picture(page, `add-account-${language}`);
    await dialog.locator("button[type='submit']").click();
    await dialog.getByRole("alert").waitFor();
    await assertAccessible(page, "why an account was refused");
    await picture(page, `add-account-refused-${language}`);
    await page.context().close();
  });

  test(`accounts are added from the service's template once every line is right, in ${language}`, async () => {
    const page = await demo.signedIn(language);
    const { items } = await demo.ask<{ items: { id: number; uniqueName: string }[] }>(page, "/services?limit=200");
    const zoom = items.find(({ uniqueName }) => uniqueName === "zoom");
    assert.ok(zoom);
    await page.goto(`${demo.url}/services/${zoom.id}`);
    await page.getByRole("button", { name: words.fromFile }).click();
    const dialog = page.getByRole("dialog");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("link", { name: words.template }).click(),
    ]);
    const [header = ""] = (await readFile(await download.path(), "utf8")).split("\n");
    const choose = (...lines: string[]) =>
      dialog.locator("input[type='file']").setInputFiles({
        name: "newcomers.csv",
        mimeType: "text/csv",
        buffer: Buffer.from([header.trim(), ...lines].join("\n")),
      });

    const [first, second] = [`yui-${language}@example.com,Yui,Mori,`, `ren-${language}@example.com,Ren,Kudo,`];
    await choose(first, `${second}Gold`);
    await dialog.getByRole("region", { name: words.wrong }).getByText("Gold", { exact: true }).waitFor();
    await assertAccessible(page, "a file of new accounts with errors");
    await picture(page, `add-many-errors-${language}`);

    await choose(first, second);
    await dialog.getByRole("button", { name: words.addMany }).click();
    await assertAccessible(page, "how many new accounts come about");
    await waitUntil(async () => {
      const found = await demo.ask<{ items: { state: string }[] }>(page, "/operations?kinds=create&limit=20");
      return found.items.filter(({ state }) => state === "succeeded").length >= (language === "en" ? 2 : 4);
    });
    await picture(page, `add-many-${language}`);
    await page.context().close();
  });

  test(`an offboarding runs to its record, in ${language}`, async () => {
    const page = await demo.signedIn(language);
    const leaver = (await retiredAlerts(page)).at(language === "en" ? -1 : -20);
    assert.ok(leaver);
    await page.goto(`${demo.url}/directory/${leaver.person.peopleId}`);
    await page.getByRole("button", { name: words.offboard, exact: true }).click();
    await page.getByRole("button", { name: words.addTask }).click();
    await page.getByLabel(words.task, { exact: true }).fill("Laptop");
    await assertAccessible(page, "the plan of an offboarding");
    await picture(page, `offboarding-plan-${language}`);
    await page.getByRole("button", { name: words.makePlan }).click();

    await page.waitForURL(/\/offboarding\/\d+$/);
    await page.getByRole("button", { name: words.run }).click();
    await typeNameIfAsked(page, words.type);
    await page.getByRole("dialog").getByRole("button", { name: words.run }).click();

    for (;;) {
      const open = page.getByRole("button", { name: words.complete }).first();
      await open.or(page.getByRole("link", { name: words.pdf })).first().waitFor({ timeout: 60_000 });
      if ((await open.count()) === 0) break;
      await open.click();
      await page.getByRole("dialog").getByRole("button", { name: words.done, exact: true }).click();
      await page.getByRole("dialog").waitFor({ state: "hidden" });
    }
    await assertAccessible(page, "an offboarding and its record");
    await picture(page, `offboarding-record-${language}`);
    const [record] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: words.json }).click(),
    ]);
    assert.match(record.suggestedFilename(), /^offboarding-\d+.*\.json$/);
    await page.context().close();
  });
}

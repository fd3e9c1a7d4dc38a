import type { Browser, Locator, Page } from "playwright-core";

import { type Language, type Scheme, openBrowser, openWindow } from "./browser.ts";
import { Program, built, freePort } from "./program.ts";

/** The demonstration's organization, and a browser to look at it. */
export class Demo {
  private constructor(
    private readonly program: Program,
    private readonly browser: Browser,
    readonly url: string,
    private readonly email: string,
    private readonly password: string,
  ) {}

  static async open(): Promise<Demo> {
    const port = await freePort();
    const program = new Program(built("demo"), [], { DAICHO_LISTEN: `127.0.0.1:${port}` });
    const ready = await program.prints(/(http:\S+)\s+e-mail\s+(\S+)\s+password\s+(\S+)/, 240);
    const [, url = "", email = "", password = ""] = ready;
    return new Demo(program, await openBrowser(), url, email, password);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.program.stop();
  }

  /** A window of its own in which the Admin has signed in. */
  async signedIn(language: Language, scheme: Scheme = language === "ja" ? "dark" : "light"): Promise<Page> {
    const window = await openWindow(this.browser, language, scheme);
    const page = await window.newPage();
    await page.goto(`${this.url}/sign-in`);
    await page.locator("input[autocomplete='username']").fill(this.email);
    await page.locator("input[autocomplete='current-password']").fill(this.password);
    await page.locator("button[type='submit']").click();
    await page.locator("nav").first().waitFor();
    return page;
  }

  /** Asks the server as the page does, for what a story has to know beforehand. The path stands below the organization. */
  async ask<Answer>(page: Page, path: string): Promise<Answer> {
    const session = await page.request.get(`${this.url}/api/v1/session`);
    const { organization } = (await session.json()) as { organization: { id: number } };
    const answer = await page.request.get(`${this.url}/api/v1/organizations/${organization.id}${path}`);
    return (await answer.json()) as Answer;
  }
}

/** Asks again until it is so, for as long as a browser would wait. */
export async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("it did not become so in time");
    await new Promise((tick) => setTimeout(tick, 200));
  }
}

/** Waits until nothing on the page is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator("main h1").first().waitFor();
  await page.waitForFunction(() => document.querySelector(".mantine-Skeleton-root, [aria-busy='true']") === null);
}

/** The dialog that asks whether to go on. Beside a drawer, which is a dialog too, its title is a question. */
export const question = (page: Page): Locator => page.getByRole("dialog", { name: /[?？]$/u });

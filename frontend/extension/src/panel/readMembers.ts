import type { AssistedRecipe, AssistedTable, FoundRows, Row, Wanted } from "../recipe/types";
import { wordsFor } from "../recipe/words";
import { PageChanged } from "./pageChanged";
import { takeFile } from "./takeFile";
import { goTo, inPage } from "./tab";

const mostPages = 2_000;
/** Rows that are handed over at once. */
const mostRows = 1_000;
/** The same where each of them has a page of its own, which takes its time. */
const mostDetailed = 50;
/** For something to appear that has to, in milliseconds. */
const patience = 15_000;
/** For a member's own page to be filled, in milliseconds. */
const detailPatience = 2_000;
const lookAgain = 150;

/** Takes what was read to Daicho. */
export interface HandOver {
  rows: (page: number, rows: Row[]) => Promise<void>;
  file: (file: File) => Promise<void>;
  /** Where the pages of these members are. */
  addresses: (rows: Row[]) => Promise<string[]>;
}

/** Reads the members in a tab, as the robot would, with the session that the browser has there. */
export async function readMembers(tabId: number, recipe: AssistedRecipe, handOver: HandOver): Promise<void> {
  const walk = new Walk(tabId);
  await walk.reachTheMembers(recipe);
  const { members } = recipe;
  switch (members.by) {
    case "table":
      return readTable(new TableReader(tabId, members.with), handOver);
    case "file":
      await walk.appears(members.with);
      return handOver.file(await takeFile(tabId, members.with));
  }
}

async function readTable(reader: TableReader, handOver: HandOver): Promise<void> {
  let sent = 0;
  const send = async (rows: Row[]) => {
    sent += 1;
    await handOver.rows(sent, rows);
  };
  if (!reader.hasDetails) {
    for await (const rows of pagesOf(reader)) {
      for (const some of inParts(rows, mostRows)) await send(some);
    }
    return;
  }
  // The list is left for the members' own pages, and may not come back to where it was: it is read to its end before.
  const everybody = new Map<string, Row>();
  for await (const rows of pagesOf(reader)) {
    // What is scrolled keeps the rows that were there.
    for (const row of rows) everybody.set(JSON.stringify(row), row);
  }
  for (const some of inParts([...everybody.values()], mostDetailed))
    await send(await reader.withDetails(some, handOver));
}

async function* pagesOf(reader: TableReader): AsyncGenerator<Row[]> {
  let seen: Row[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const rows = page === 1 ? await reader.rows(null) : await reader.nextRows(page, seen);
    if (rows === null) return;
    seen = rows;
    yield rows;
  }
  throw new PageChanged((say) => say.tooManyPages(mostPages));
}

const inParts = (rows: readonly Row[], most: number): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / most) }, (_, part) => rows.slice(part * most, (part + 1) * most));

class Walk {
  constructor(private readonly tabId: number) {}

  async reachTheMembers({ address, steps }: AssistedRecipe): Promise<void> {
    if (steps[0]?.do !== "go_to") await goTo(this.tabId, address);
    for (const step of steps) {
      switch (step.do) {
        case "go_to":
          await goTo(this.tabId, step.with);
          break;
        case "press":
          await this.appears(step.with);
          await inPage(this.tabId, "press", { group: step.with });
          break;
        case "choose":
          await this.appears(step.with.field);
          await inPage(this.tabId, "choose", { group: step.with.field, options: [step.with.option] });
          break;
        case "wait_for":
          await this.appears(step.with);
          break;
        case "dismiss":
          await inPage(this.tabId, "press", { group: step.with });
      }
    }
  }

  async appears(group: Wanted[]): Promise<void> {
    const end = Date.now() + patience;
    while (((await inPage(this.tabId, "see", { groups: [group] }).catch(() => null)) ?? -1) < 0) {
      if (Date.now() > end) throw new PageChanged((say) => say.notFound(wordsFor(group)));
      await pause(lookAgain);
    }
  }
}

class TableReader {
  constructor(
    private readonly tabId: number,
    private readonly table: AssistedTable,
  ) {}

  get hasDetails(): boolean {
    return this.table.detail.length > 0;
  }

  /** The rows with what the members' own pages tell. */
  async withDetails(rows: Row[], handOver: HandOver): Promise<Row[]> {
    const addresses = await handOver.addresses(rows);
    const whole: Row[] = [];
    for (const [at, row] of rows.entries()) {
      const address = addresses[at];
      if (address === undefined) throw new PageChanged((say) => say.noDetail);
      await goTo(this.tabId, address);
      whole.push({ ...row, ...(await this.detail()) });
    }
    return whole;
  }

  /** What nobody has may stay empty. */
  private async detail(): Promise<Row> {
    const parts = this.table.detail.map(({ name, css }): [string, string] => [name, css]);
    const read = await untilSame(
      () => inPage(this.tabId, "readParts", { parts }).catch(() => null),
      (seen) => seen !== null && Object.values(seen).every((said) => said !== ""),
      detailPatience,
    );
    if (read === null) throw new PageChanged((say) => say.pageLeft);
    return read;
  }

  /** The rows once they are all there and other than those before. */
  async rows(before: Row[] | null): Promise<Row[]> {
    return rowsOf(await this.settled(before));
  }

  /** Those of the next page; nothing when the last one was read. */
  async nextRows(page: number, before: Row[]): Promise<Row[] | null> {
    const { next } = this.table;
    switch (next?.by) {
      case undefined:
        return null;
      case "press":
        // The next page may replace the one that it was asked on before that can answer.
        return (await inPage(this.tabId, "press", { group: next.with })) === false ? null : this.rows(before);
      case "go_to": {
        const address = next.with[page - 2];
        if (address === undefined) throw new PageChanged((say) => say.tooManyPages(page - 1));
        await goTo(this.tabId, address);
        const rows = await this.rows(null);
        return rows.length === 0 || isSame(rows, before) ? null : rows;
      }
      case "scroll": {
        await inPage(this.tabId, "scroll", this.table.rows);
        const rows = rowsOf(await this.settled(before, 3_000));
        return isSame(rows, before) ? null : rows;
      }
    }
  }

  private settled(before: Row[] | null, longest = patience): Promise<FoundRows> {
    const isOther = (rows: Row[]) => rows.length > 0 && !(before !== null && isSame(rows, before));
    return untilSame(
      () => this.look(),
      (seen) => seen.found === "rows" && isOther(seen.what),
      longest,
    );
  }

  /** While a document is being replaced there is nothing to be asked. */
  private async look(): Promise<FoundRows> {
    const found = await inPage(this.tabId, "readRows", this.table.rows).catch(() => null);
    return found ?? { found: "no_table" };
  }
}

/** A table that is gone is no end of the list: the session may have ended. */
function rowsOf(found: FoundRows): Row[] {
  switch (found.found) {
    case "rows":
      return found.what;
    case "too_much":
      throw new PageChanged((say) => say.noMembers(found.what));
    case "no_table":
      throw new PageChanged((say) => say.noTable);
    case "no_column": {
      const { column, headings } = found.what;
      throw new PageChanged((say) => say.noColumn(column, headings));
    }
  }
}

/** Looks until it is ready and stays the same, since a page that is still being filled tells more at the next look; or as long as that may take. */
async function untilSame<Seen>(
  look: () => Promise<Seen>,
  isReady: (seen: Seen) => boolean,
  longest: number,
): Promise<Seen> {
  const end = Date.now() + longest;
  let last: Seen | null = null;
  for (;;) {
    const seen = await look();
    const isStill = isReady(seen) && JSON.stringify(seen) === JSON.stringify(last);
    if (isStill || Date.now() > end) return seen;
    last = seen;
    await pause(lookAgain);
  }
}

const isSame = (one: Row[], other: Row[]) => JSON.stringify(one) === JSON.stringify(other);
const pause = (milliseconds: number) => new Promise((after) => setTimeout(after, milliseconds));

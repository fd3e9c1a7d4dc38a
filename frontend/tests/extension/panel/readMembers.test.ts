import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PageChanged } from "../../../extension/src/panel/pageChanged";
import { readMembers } from "../../../extension/src/panel/readMembers";
import * as tab from "../../../extension/src/panel/tab";
import type { AssistedRecipe, AssistedTable, FoundRows, Row } from "../../../extension/src/recipe/types";

vi.mock("../../../extension/src/panel/tab");

const member = (number: number): Row => ({ Email: `member${number}@example.com` });
const rows = (...what: Row[]): FoundRows => ({ found: "rows", what });
const signedOut: FoundRows = { found: "no_table" };

const recipe = (next: AssistedTable["next"], detail: AssistedTable["detail"] = []): AssistedRecipe => ({
  address: "https://club.example.com/",
  steps: [],
  members: { by: "table", with: { rows: { table: [], rows: null, columns: [] }, next, detail } },
});

/** A site whose pages come one after the other; the last one stays. */
function site(pages: readonly FoundRows[]) {
  let at = 0;
  const turn = () => {
    at = Math.min(at + 1, pages.length - 1);
  };
  vi.mocked(tab.goTo).mockImplementation((_, url) => {
    if (url.includes("page=")) turn();
    return Promise.resolve();
  });
  vi.mocked(tab.inPage).mockImplementation((...[, task]) => {
    if (task === "press" || task === "scroll") turn();
    return Promise.resolve((task === "readRows" ? pages[at] : true) as never);
  });
}

/** Reads to the end, however long that waits. */
async function read(next: AssistedTable["next"], detail: AssistedTable["detail"] = []) {
  const handedOver: Row[] = [];
  const reading = readMembers(7, recipe(next, detail), {
    rows: (_, page) => {
      handedOver.push(...page);
      return Promise.resolve();
    },
    file: () => Promise.reject(new Error("there is no file")),
    addresses: (some) => Promise.resolve(some.map(({ Email }) => `https://club.example.com/${Email}`)),
  }).then(
    () => null,
    (error: unknown) => error,
  );
  await vi.runAllTimersAsync();
  return { failure: await reading, handedOver };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("a list that breaks off in the middle is an error", () => {
  it("when the session ends while it is scrolled", async () => {
    site([rows(member(1)), rows(member(1), member(2)), signedOut]);
    const { failure } = await read({ by: "scroll" });
    expect(failure).toEqual(new PageChanged((say) => say.noTable));
  });

  it("when the session ends behind a press", async () => {
    site([rows(member(1)), signedOut]);
    const { failure, handedOver } = await read({ by: "press", with: [{ link: ["Next"] }] });
    expect(failure).toEqual(new PageChanged((say) => say.noTable));
    expect(handedOver).toEqual([member(1)]);
  });

  it("when there are more pages than addresses were given", async () => {
    const addresses = Array.from({ length: 499 }, (_, at) => `https://club.example.com/?page=${at + 2}`);
    site(Array.from({ length: 600 }, (_, at) => rows(member(at))));
    const { failure, handedOver } = await read({ by: "go_to", with: addresses });
    expect(failure).toEqual(new PageChanged((say) => say.tooManyPages(500)));
    expect(handedOver).toHaveLength(500);
  });

  it("when a page is no list of members any more", async () => {
    site([rows(member(1)), { found: "too_much", what: "more than 100000 rows" }]);
    const { failure } = await read({ by: "press", with: [{ link: ["Next"] }] });
    expect(failure).toEqual(new PageChanged((say) => say.noMembers("more than 100000 rows")));
  });
});

describe("a list comes to its end", () => {
  it("when scrolling brings nothing more", async () => {
    site([rows(member(1)), rows(member(1), member(2))]);
    expect((await read({ by: "scroll" })).failure).toBeNull();
  });

  it("when a page is the one before", async () => {
    site([rows(member(1)), rows(member(2))]);
    const addresses = [2, 3, 4].map((page) => `https://club.example.com/?page=${page}`);
    const { failure, handedOver } = await read({ by: "go_to", with: addresses });
    expect([failure, handedOver]).toEqual([null, [member(1), member(2)]]);
  });
});

describe("what the members' own pages tell", () => {
  /** A list that grows by scrolling, and pages that say the number a moment after they have loaded. */
  function detailedSite() {
    site([rows(member(1)), rows(member(1), member(2))]);
    const list = vi.mocked(tab.inPage).getMockImplementation();
    const goTo = vi.mocked(tab.goTo);
    let looks = 0;
    goTo.mockImplementation(() => {
      looks = 0;
      return Promise.resolve();
    });
    vi.mocked(tab.inPage).mockImplementation((...given) => {
      if (given[1] !== "readParts") return list?.(...given) ?? Promise.resolve(null);
      looks += 1;
      const address = goTo.mock.lastCall?.[1] ?? "";
      const said = looks < 3 ? "" : `No. ${/\d+/u.exec(address)?.[0]}`;
      return Promise.resolve({ Number: said } as never);
    });
  }

  it("joins their rows, each once, after the whole list was read", async () => {
    detailedSite();
    const { failure, handedOver } = await read({ by: "scroll" }, [{ name: "Number", css: ".number" }]);
    expect(failure).toBeNull();
    expect(handedOver).toEqual([
      { ...member(1), Number: "No. 1" },
      { ...member(2), Number: "No. 2" },
    ]);
  });
});

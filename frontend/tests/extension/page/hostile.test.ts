import { hands } from "robot-hands";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { longestCell, longestHeading, mostMembers, withinBounds } from "../../../extension/src/page/bounds";
import { headedTable } from "../../../extension/src/page/table";
import type { FoundRows, WantedRows } from "../../../extension/src/recipe/types";

const wanted: WantedRows = {
  table: [],
  rows: null,
  columns: [{ name: "Email", headings: ["Email"], part: null, attribute: null, optional: false }],
};
const megabytes = "x".repeat(3_000_000);

beforeEach(() => {
  document.body.replaceChildren();
  // Everything is drawn: jsdom has no layout.
  Element.prototype.checkVisibility = () => true;
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue({
    left: 0,
    right: 100,
    top: 0,
    bottom: 20,
    width: 100,
    height: 20,
  } as DOMRect);
});

function tableOf(rows: readonly string[]): HTMLTableElement {
  const table = document.createElement("table");
  for (const text of ["Email", ...rows]) {
    const cell = document.createElement(table.rows.length === 0 ? "th" : "td");
    cell.textContent = text;
    table.insertRow().append(cell);
  }
  return table;
}

/** A table in as many others. */
function surrounded(core: HTMLTableElement, times: number): HTMLTableElement {
  let table = core;
  for (let depth = 0; depth < times; depth += 1) {
    const outer = document.createElement("table");
    outer.insertRow().insertCell().append(table);
    table = outer;
  }
  return table;
}

describe("a page that is out to harm", () => {
  it("with more rows than there are members is named", () => {
    const rows = Array.from({ length: mostMembers + 1 }, (_, at) => ({ Email: `${at}@example.com` }));
    expect(withinBounds({ found: "rows", what: rows.slice(1) }).found).toBe("rows");
    expect(withinBounds({ found: "rows", what: rows })).toEqual({ found: "too_much", what: "more than 100000 rows" });
  });

  it("with a cell of megabytes is named by row and column, and nothing of the cell is handed on", () => {
    document.body.append(tableOf(["ann@example.com", megabytes]));
    const found = withinBounds(hands.readRows(wanted));
    expect(found).toEqual({ found: "too_much", what: `“Email” of row 2 has more than ${longestCell} characters` });
  });

  it("with headings of megabytes names them in short", () => {
    const table = tableOf(["ann@example.com"]);
    table.rows[0]?.cells[0]?.replaceChildren(megabytes);
    document.body.append(table);
    const found = withinBounds(hands.readRows(wanted));
    expect(found.found).toBe("no_column");
    expect(JSON.stringify(found).length).toBeLessThan(1_000);
    expect(headedTable(table).headings[0]).toHaveLength(longestHeading);
  });

  it("with a thousand tables, a hundred in one another, is read to its end", () => {
    for (let tower = 0; tower < 10; tower += 1) {
      document.body.append(surrounded(tableOf(tower === 5 ? ["innermost@example.com"] : []), 100));
    }
    const found: FoundRows = withinBounds(hands.readRows(wanted));
    expect(found).toEqual({ found: "rows", what: [{ Email: "innermost@example.com" }] });
    const [outermost] = document.querySelectorAll("table");
    if (outermost === undefined) throw new Error("a table was appended");
    expect(headedTable(outermost).headings[0]?.length).toBeLessThanOrEqual(longestHeading);
  });
});

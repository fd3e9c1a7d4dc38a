import { HttpResponse } from "msw";

type Comparable = string | number | boolean | null | undefined;

interface Listing<Row> {
  /** All texts of a row that a search looks into. */
  searched: (row: Row) => readonly (string | null)[];
  /** By the API's word for a filter: the values of a row, one of which must have been asked for. */
  filters: Record<string, (row: Row) => readonly Comparable[]>;
  sorts: Record<string, (row: Row) => Comparable>;
}

/** Searches, filters, sorts and pages rows as the API does. */
export function answerList<Row>(request: Request, rows: readonly Row[], listing: Listing<Row>): Response {
  const { searchParams } = new URL(request.url);
  const found = rows.filter((row) => matches(row, searchParams, listing)).toSorted(order(searchParams, listing));
  const start = Number(searchParams.get("cursor") ?? 0);
  const limit = Number(searchParams.get("limit") ?? 50);
  const end = start + limit;
  return HttpResponse.json({
    meta: { nextCursor: end < found.length ? String(end) : null, totalCount: found.length, itemsPerPage: limit },
    items: found.slice(start, end),
  });
}

function matches<Row>(row: Row, asked: URLSearchParams, { searched, filters }: Listing<Row>): boolean {
  const keyword = (asked.get("keyword") ?? "").normalize("NFKC").toLowerCase();
  const text = searched(row).join(" ").toLowerCase();
  return (
    text.includes(keyword) &&
    Object.entries(filters).every(([name, valuesOf]) => {
      const wanted = asked.getAll(name);
      return wanted.length === 0 || valuesOf(row).some((value) => wanted.some((each) => fits(value, each)));
    })
  );
}

/** `2026-11-01:2026-11-30` asks for a day in between, anything else for the same value. */
function fits(value: Comparable, wanted: string): boolean {
  const span = /^(\d{4}-\d{2}-\d{2})?:(\d{4}-\d{2}-\d{2})?$/.exec(wanted);
  if (span === null) return String(value) === wanted;
  const day = typeof value === "string" ? value.slice(0, 10) : "";
  return day !== "" && day >= (span[1] ?? "") && day <= (span[2] ?? "9999");
}

function order<Row>(asked: URLSearchParams, { sorts }: Listing<Row>) {
  const by = sorts[asked.get("sortBy") ?? ""];
  const direction = asked.get("sortOrder") === "DESC" ? -1 : 1;
  return (one: Row, other: Row) => (by === undefined ? 0 : direction * compare(by(one), by(other)));
}

function compare(one: Comparable, other: Comparable): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one ?? "").localeCompare(String(other ?? ""), "ja");
}

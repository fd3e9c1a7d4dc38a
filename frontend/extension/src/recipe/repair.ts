import { isMap, isSeq, parseDocument, stringify, type Document } from "yaml";
import type { ProposedColumn } from "./columns";
import { accountOf, tableOf } from "./manifest";
import type { NextPage } from "./draft";
import type { Wanted } from "./types";

/** A part of a recipe that can be recorded anew by itself. */
export interface RecipePart {
  /** Where it stands in the manifest. */
  path: (string | number)[];
  kind: "element" | "address" | "table" | "next";
  /** As the recipe says it now. */
  said: string;
}

const recipePath = ["robot", "recipe"];

/** The parts of a manifest's recipe in the order in which the robot comes to them; none when it has no recipe. */
export function partsOf(manifest: string): RecipePart[] {
  const document = parseDocument(manifest);
  const steps = ["sign_in", "members"].map((list) => stepsOf(document, [...recipePath, list]));
  const signedIn = partAt(document, [...recipePath, "signed_in"], "element");
  const table = partAt(document, [...recipePath, "table"], "table");
  const next = table.map(({ path }) => ({
    path: [...path, "next"],
    kind: "next" as const,
    said: saidAt(document, [...path, "next"]),
  }));
  return [...(steps[0] ?? []), ...signedIn, ...(steps[1] ?? []), ...table, ...next];
}

function stepsOf(document: Document, path: (string | number)[]): RecipePart[] {
  const list = document.getIn(path);
  if (!isSeq(list)) return [];
  return list.items.flatMap((step, at) => {
    const name = isMap(step) ? String(step.items[0]?.key) : "";
    const place = [...path, at, name];
    if (name === "go_to") return partAt(document, place, "address");
    return partAt(document, document.hasIn([...place, "in"]) ? [...place, "in"] : place, "element");
  });
}

function partAt(document: Document, path: (string | number)[], kind: RecipePart["kind"]): RecipePart[] {
  return document.hasIn(path) ? [{ path, kind, said: saidAt(document, path) }] : [];
}

const saidAt = (document: Document, path: (string | number)[]) => {
  const value: unknown = document.getIn(path);
  if (value === undefined) return "";
  return typeof value === "string" ? value : stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trim();
};

export function withElement(manifest: string, { path }: RecipePart, element: Wanted): string {
  return changed(manifest, path, element);
}

export function withAddress(manifest: string, { path }: RecipePart, page: string): string {
  const { pathname, search } = new URL(page);
  return changed(manifest, path, pathname + search);
}

export function withNext(manifest: string, { path }: RecipePart, element: Wanted): string {
  return changed(manifest, path, { press: element });
}

/** The list may have other headings: what is read of it follows. How the next page comes stays. */
export function withTable(manifest: string, { path }: RecipePart, columns: readonly ProposedColumn[]): string {
  const none: NextPage = { kind: "none" };
  const withColumns = changed(manifest, [...path, "columns"], tableOf(columns, none).columns);
  return changed(withColumns, [...recipePath, "account"], accountOf(columns));
}

function changed(manifest: string, path: (string | number)[], value: unknown): string {
  const document = parseDocument(manifest);
  document.setIn(path, document.createNode(value));
  return document.toString({ lineWidth: 0 });
}

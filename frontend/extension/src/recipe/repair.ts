import { isMap, parseDocument } from "yaml";
import { texts } from "../texts";
import type { ProposedColumn } from "./columns";
import { accountOf, tableOf } from "./manifest";
import type { NextPage } from "./draft";
import type { Wanted } from "./types";
import { wordsFor } from "./words";

/** What the robot does there. */
export type Doing =
  | "go_to"
  | "fill"
  | "one_time_code"
  | "press"
  | "confirm"
  | "choose"
  | "wait_for"
  | "dismiss"
  | "assert"
  | "signed_in"
  | "columns"
  | "next"
  | "download";

/** A part of a recipe that can be recorded anew by itself. */
export interface RecipePart {
  /** Where it stands in the manifest. */
  path: (string | number)[];
  kind: "element" | "address" | "table" | "next";
  does: Doing;
  /** To what it does that, as a person would call it. */
  said: string;
}

const recipePath = ["robot", "recipe"];

/** The parts of a manifest's recipe in the order in which the robot comes to them; none when it has no recipe. */
export function partsOf(manifest: string): RecipePart[] {
  const recipe: unknown = parseDocument(manifest).getIn(recipePath);
  if (!isMap(recipe)) return [];
  const { sign_in, signed_in, members, table, download } = recipe.toJSON() as Written;
  return [
    ...stepsOf("sign_in", sign_in),
    ...(signed_in === undefined ? [] : [elementAt([...recipePath, "signed_in"], "signed_in", signed_in)]),
    ...stepsOf("members", members),
    ...(table === undefined ? [] : partsOfTable(table)),
    ...(download === undefined ? [] : [elementAt([...recipePath, "download", "press"], "download", download.press)]),
  ];
}

interface Written {
  sign_in?: Step[];
  signed_in?: unknown;
  members?: Step[];
  table?: { columns?: Record<string, unknown>; next?: "none" | "scroll" | { press: unknown } | { go_to: string } };
  download?: { press: unknown };
}

/** One thing to do: its name, and to what. */
type Step = Record<string, unknown>;

function stepsOf(list: "sign_in" | "members", steps: readonly Step[] = []): RecipePart[] {
  return steps.flatMap((step, at) => partOfStep([...recipePath, list, at], step));
}

function partOfStep(place: (string | number)[], step: Step): RecipePart[] {
  const [name, what] = Object.entries(step)[0] ?? ["", null];
  const path = [...place, name];
  if (name === "if_there") return partOfStep(path, what as Step);
  if (name === "go_to") return [{ path, kind: "address", does: "go_to", said: String(what) }];
  // What happens to the page by itself has nothing to point at.
  if (typeof what !== "object" || what === null) return [];
  return "in" in what ? [elementAt([...path, "in"], name as Doing, what.in)] : [elementAt(path, name as Doing, what)];
}

const elementAt = (path: (string | number)[], does: Doing, element: unknown): RecipePart => ({
  path,
  kind: "element",
  does,
  said: wordsFor(element),
});

function partsOfTable({ columns = {}, next = "none" }: NonNullable<Written["table"]>): RecipePart[] {
  const path = [...recipePath, "table"];
  return [
    { path, kind: "table", does: "columns", said: Object.keys(columns).join(" · ") },
    { path: [...path, "next"], kind: "next", does: "next", said: saidOfNext(next) },
  ];
}

function saidOfNext(next: NonNullable<NonNullable<Written["table"]>["next"]>): string {
  if (typeof next === "string") return next === "scroll" ? texts.record.next.scroll : texts.record.next.none;
  return "press" in next ? wordsFor(next.press) : next.go_to;
}

export function withElement(manifest: string, { path }: RecipePart, element: Wanted): string {
  return changed(manifest, path, element);
}

export function withAddress(manifest: string, { path }: RecipePart, page: string): string {
  const { pathname, search, hash } = new URL(page);
  return changed(manifest, path, pathname + search + hash);
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

import type { SearchParams } from "@/app/searchParams";
import type { ListLayout } from "./listState";

/** A named state of a list. Kept in this browser only, for this user only. */
export interface SavedView {
  name: string;
  search: SearchParams;
}

export function readLayout(userId: number, listId: string): Partial<ListLayout> {
  return readJson<Partial<ListLayout>>(layoutKey(userId, listId)) ?? {};
}

export function writeLayout(userId: number, listId: string, layout: ListLayout): void {
  writeJson(layoutKey(userId, listId), layout);
}

export function readViews(userId: number, listId: string): readonly SavedView[] {
  return readJson<SavedView[]>(viewsKey(userId, listId)) ?? [];
}

/** Keeps a view, in place of one of the same name. */
export function saveView(userId: number, listId: string, view: SavedView): readonly SavedView[] {
  const others = readViews(userId, listId).filter(({ name }) => name !== view.name);
  return writeViews(userId, listId, [...others, view]);
}

export function forgetView(userId: number, listId: string, name: string): readonly SavedView[] {
  return writeViews(
    userId,
    listId,
    readViews(userId, listId).filter((view) => view.name !== name),
  );
}

function writeViews(userId: number, listId: string, views: readonly SavedView[]): readonly SavedView[] {
  writeJson(viewsKey(userId, listId), views);
  return views;
}

function layoutKey(userId: number, listId: string): string {
  return `daicho.layout.${userId}.${listId}`;
}

function viewsKey(userId: number, listId: string): string {
  return `daicho.views.${userId}.${listId}`;
}

function readJson<Value>(key: string): Value | undefined {
  try {
    const text = localStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as Value);
  } catch {
    return undefined;
  }
}

function writeJson(key: string, value: unknown): void {
  localStorage.setItem(key, JSON.stringify(value));
}

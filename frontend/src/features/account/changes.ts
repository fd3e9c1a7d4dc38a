import { useFormat, useTexts, type Texts } from "@/texts";
import type { Format } from "@/texts/format";
import type { AccountEvent, Changes } from "./types";

/** Gives the sentences of a change: each field with its old and its new value. */
export function useChangeWords(): (changes: Changes) => string[] {
  const { account, common } = useTexts();
  const format = useFormat();
  return (changes) => changeWords(changes, { account, common }, format);
}

/** The id of the person that an account was linked to, or was no longer linked to. */
export function linkedPerson({ kind, changes }: AccountEvent): string | null {
  const [before, after] = changes["person"] ?? changes["peopleId"] ?? [null, null];
  const person = kind === "linked" ? after : kind === "unlinked" ? before : null;
  return typeof person === "number" || typeof person === "string" ? String(person) : null;
}

export function changeWords(
  changes: Changes,
  { account: texts, common }: Pick<Texts, "account" | "common">,
  format: Pick<Format, "dateTime">,
): string[] {
  return Object.entries(changes).map(([field, [before, after]]) =>
    texts.history.change(fieldLabel(field, texts), valueWords(before, field), valueWords(after, field)),
  );

  function valueWords(value: unknown, field: string): string {
    if (value === null || value === undefined || value === "") return texts.history.nothing;
    if (Array.isArray(value)) return value.length === 0 ? texts.history.nothing : value.map(String).join(", ");
    if (field === "twoFa" && typeof value === "boolean") return value ? texts.twoFactor.on : texts.twoFactor.off;
    if (typeof value === "boolean") return value ? common.yes : common.no;
    if (typeof value !== "string") return JSON.stringify(value);
    if (field === "status") return wordOf(texts.statuses, value);
    if (field === "userType") return wordOf(texts.userTypes, value);
    if (field === "role") return wordOf(texts.roleClasses, value);
    return /^\d{4}-\d{2}-\d{2}T/.test(value) ? format.dateTime(new Date(value)) : value;
  }
}

function fieldLabel(field: string, { columns, filters }: Texts["account"]): string {
  return field === "role" ? filters.role : wordOf(columns, field);
}

/** The word for a name that the server uses, or the name itself where we have no word for it. */
function wordOf(words: Readonly<Record<string, string>>, name: string): string {
  return words[name] ?? name;
}

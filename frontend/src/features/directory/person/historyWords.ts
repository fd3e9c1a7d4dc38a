import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { useFormat, useTexts, type Texts } from "@/texts";
import type { Format } from "@/texts/format";
import { customFieldsQuery } from "../queries";
import type { CustomField, HistoryItem } from "../types";

/** The words for fields, values and changes of a person. */
export function useHistoryWords(): HistoryWords {
  const { directory } = useTexts();
  const { data: customFields = [] } = useQuery(customFieldsQuery(useOrganizationId()));
  return historyWords(directory, useFormat(), customFields);
}

export type HistoryWords = ReturnType<typeof historyWords>;

export function historyWords(
  texts: Texts["directory"],
  format: Pick<Format, "day">,
  customFields: readonly CustomField[],
) {
  const { nothing } = texts.history;

  const field = (name: string) => {
    const plain = plainName(name);
    const custom = customFields.find(({ attributeCode }) => name === `customFields.${attributeCode}`);
    return custom?.attributeName ?? wordOf(texts.fields, plain);
  };

  const value = (name: string, given: unknown): string => {
    if (given === null || given === undefined || given === "") return nothing;
    if (Array.isArray(given)) return given.length === 0 ? nothing : given.map((each) => value(name, each)).join(", ");
    if (typeof given === "object") return value(name, nameIn(given));
    if (typeof given !== "string") return JSON.stringify(given);
    const words = wordLists[plainName(name)];
    if (words !== undefined) return wordOf(words, given);
    return /^\d{4}-\d{2}-\d{2}$/.test(given) ? format.day(given) : given;
  };

  const change = ({ type, field: name, previous, current }: HistoryItem): string => {
    if (type === "merge") return named(texts.history.merged, value(name, current));
    if (type === "unmerge") return named(texts.history.unmerged, value(name, previous));
    return texts.history.change(field(name), value(name, previous), value(name, current));
  };

  const wordLists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    employeeStatus: texts.statuses,
    employeeType: texts.types,
    managementType: texts.kinds,
  };
  const named = (title: string, who: string) => (who === nothing ? title : `${title}: ${who}`);
  const source = (name: string) => wordOf(texts.history.sources, name);

  return { field, value, change, source };
}

/** `lifecycle.contractEndAt` is shown as `contractEndAt`. */
function plainName(name: string): string {
  return name.split(".").at(-1) ?? name;
}

function nameIn(given: object): unknown {
  if ("displayName" in given) return given.displayName;
  return "name" in given ? given.name : JSON.stringify(given);
}

/** The word for a name that the server uses, or the name itself where we have no word for it. */
function wordOf(words: Readonly<Record<string, string>>, name: string): string {
  return words[name] ?? name;
}

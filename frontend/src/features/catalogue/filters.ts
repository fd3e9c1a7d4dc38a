import { valuesOf, type SearchParams } from "@/app/searchParams";
import type { CatalogueService } from "./types";
import { isByHandOnly } from "./ways";

/** Chosen values by the name of the filter, as the URL carries them. An empty list filters nothing. */
export type FilterValues = Readonly<Record<string, readonly string[]>>;

type Test = (service: CatalogueService, value: string) => boolean;

/** A service passes a filter if it passes one of the chosen values; of abilities it needs every chosen one. */
const tests: Readonly<Record<string, { test: Test; needs: "any" | "all" }>> = {
  category: { needs: "any", test: (service, value) => service.category === value },
  capability: { needs: "all", test: (service, value) => isTrue(service.capabilities, value) },
  way: { needs: "any", test: (service, value) => service.ways.some(({ kind }) => kind === value) },
  verification: { needs: "any", test: (service, value) => service.verification === value },
  checked: { needs: "any", test: wasChecked },
  field: { needs: "all", test: (service, value) => isTrue(service.fields, value) },
  plan: { needs: "any", test: (service, value) => String(service.plan !== null) === value },
  requests: { needs: "any", test: (service, value) => requestsOf(service) === value },
  integrated: { needs: "any", test: (service, value) => String(service.integrated) === value },
  toBeRecorded: { needs: "any", test: isRecorded },
  own: { needs: "any", test: (service, value) => String(service.own) === value },
};

/** `recorded` of those that the organization recorded; else whether it waits for that. */
function isRecorded({ toBeRecorded, recordedAs }: CatalogueService, value: string): boolean {
  return value === "recorded" ? recordedAs !== null : String(toBeRecorded) === value;
}

/** Requests for a thousand accounts: a page or so, some dozens, or one for each account. */
export type RequestLevel = "few" | "some" | "many";

function requestsOf(service: CatalogueService): RequestLevel | undefined {
  if (isByHandOnly(service)) return undefined;
  const { full } = service.requestsPer1000Accounts;
  return full <= 10 ? "few" : full <= 100 ? "some" : "many";
}

/** Whether it was verified within a span of days, written `from:to`, either end of which may be open. */
function wasChecked({ verifiedOn }: CatalogueService, span: string): boolean {
  const [from = "", to = ""] = span.split(":");
  return verifiedOn !== null && verifiedOn >= from && (to === "" || verifiedOn <= to);
}

export function readFilters(search: SearchParams): FilterValues {
  return Object.fromEntries(Object.keys(tests).map((name) => [name, valuesOf(search[name])]));
}

export function findServices(
  services: readonly CatalogueService[],
  query: string,
  filters: FilterValues,
): readonly CatalogueService[] {
  const words = comparable(query).split(" ").filter(Boolean);
  return services.filter((service) => hasWords(service, words) && passes(service, filters));
}

function passes(service: CatalogueService, filters: FilterValues): boolean {
  return Object.entries(tests).every(([name, { test, needs }]) => {
    const chosen = filters[name] ?? [];
    if (chosen.length === 0) return true;
    return needs === "all"
      ? chosen.every((value) => test(service, value))
      : chosen.some((value) => test(service, value));
  });
}

function hasWords(service: CatalogueService, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const names = comparable([service.slug, service.name.en, service.name.ja, ...service.otherNames].join("\n"));
  return words.every((word) => names.includes(word));
}

/** Full width or half width, small or capital, hiragana or katakana: all the same to somebody who searches. */
function comparable(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replace(/[^\S\n]+/g, " ");
}

function isTrue(record: Readonly<Record<string, boolean>>, key: string): boolean {
  return record[key] === true;
}

import { useLanguage } from "@/texts";
import type { Texts } from "@/texts";
import type { Bilingual } from "./types";

/** Reads what the catalogue says in the language of the screen. */
export function useBilingual(): (text: Bilingual) => string {
  const { language } = useLanguage();
  return (text) => text[language];
}

/** A category in words; one that is unknown here speaks for itself. */
export function categoryLabel(catalogue: Texts["catalogue"], category: string): string {
  return (catalogue.categories as Readonly<Record<string, string>>)[category] ?? category;
}

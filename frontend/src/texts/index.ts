import type { en } from "./en";
import type { Language } from "./language";

/** Every text of the product. English gives the type; another language that lacks a text does not compile. */
export type Texts = typeof en;

export async function loadTexts(language: Language): Promise<Texts> {
  return language === "ja" ? (await import("./ja")).ja : (await import("./en")).en;
}

export { useFormat } from "./format";
export { TextsProvider, useLanguage, useTexts } from "./TextsProvider";
export type { Language } from "./language";

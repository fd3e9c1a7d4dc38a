import { en } from "./en";
import { ja } from "./ja";

/** English gives the type; Japanese that lacks a text does not compile. */
export type Texts = typeof en;

/** The extension speaks the language of the browser. */
export const language = navigator.language.startsWith("ja") ? "ja" : "en";

export const texts: Texts = language === "ja" ? ja : en;

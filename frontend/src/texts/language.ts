export type Language = "en" | "ja";

export const languages: readonly Language[] = ["en", "ja"];

const storageKey = "daicho.language";

let current: Language = chosenLanguage() ?? browserLanguage();

/** The language of the screen; requests carry it too. */
export function currentLanguage(): Language {
  return current;
}

export function setCurrentLanguage(language: Language): void {
  current = language;
  document.documentElement.lang = language;
}

/** What somebody chose on this browser. */
export function chosenLanguage(): Language | undefined {
  const stored = localStorage.getItem(storageKey);
  return languages.find((language) => language === stored);
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
}

function browserLanguage(): Language {
  return navigator.language.startsWith("ja") ? "ja" : "en";
}

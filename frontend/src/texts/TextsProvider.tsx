import { createContext, use, useCallback, useMemo, useState, type ReactNode } from "react";
import { loadTexts, type Texts } from ".";
import { currentLanguage, rememberLanguage, setCurrentLanguage, type Language } from "./language";

interface LanguageContextValue {
  language: Language;
  texts: Texts;
  /** Changes the screen's language, without remembering it as this browser's choice. */
  showIn: (language: Language) => Promise<void>;
  /** Changes the screen's language and remembers it. */
  choose: (language: Language) => Promise<void>;
}

const LanguageContext = createContext<LanguageContextValue | null>(null);

export function TextsProvider({ texts: initialTexts, children }: { texts: Texts; children: ReactNode }) {
  const [shown, setShown] = useState({ language: currentLanguage(), texts: initialTexts });

  const showIn = useCallback(async (language: Language) => {
    const texts = await loadTexts(language);
    setCurrentLanguage(language);
    setShown({ language, texts });
  }, []);

  const choose = useCallback(
    async (language: Language) => {
      rememberLanguage(language);
      await showIn(language);
    },
    [showIn],
  );

  const value = useMemo(() => ({ ...shown, showIn, choose }), [shown, showIn, choose]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageContextValue {
  const value = use(LanguageContext);
  if (value === null) throw new Error("useLanguage needs a TextsProvider above it");
  return value;
}

export function useTexts(): Texts {
  return useLanguage().texts;
}

import { createContext, use } from "react";
import { useLanguage } from "./TextsProvider";
import type { Language } from "./language";

/** The organization's time zone, in which all times are shown. */
export const TimeZoneContext = createContext(Intl.DateTimeFormat().resolvedOptions().timeZone);

export function useFormat(): Format {
  const { language } = useLanguage();
  const timeZone = use(TimeZoneContext);
  return formatOf(language, timeZone);
}

const formats = new Map<string, Format>();

/** One for all cells of a list: the formatters of a language take longer to make than a row takes to show. */
function formatOf(language: Language, timeZone: string): Format {
  const key = `${language} ${timeZone}`;
  const known = formats.get(key) ?? createFormat(language, timeZone);
  formats.set(key, known);
  return known;
}

export type Format = ReturnType<typeof createFormat>;

export function createFormat(language: Language, timeZone: string) {
  const locale = language === "ja" ? "ja-JP" : "en-GB";
  const date = new Intl.DateTimeFormat(locale, dateStyle(language, timeZone));
  const calendarDay = new Intl.DateTimeFormat(locale, dateStyle(language, "UTC"));
  const dateTime = new Intl.DateTimeFormat(locale, {
    ...dateStyle(language, timeZone),
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

  return {
    date: (instant: Date) => date.format(instant),
    /** A day of the calendar, written `2026-11-22`, which is the same day in every time zone. */
    day: (day: string) => calendarDay.format(new Date(`${day}T00:00:00Z`)),
    dateTime: (instant: Date) => dateTime.format(instant),
    number: (value: number) => number.format(value),
    share: (value: number) => percent.format(value),
    relative: (instant: Date, now: Date) => {
      const { value, unit } = largestUnit(instant.getTime() - now.getTime());
      return relative.format(value, unit);
    },
  };
}

function dateStyle(language: Language, timeZone: string): Intl.DateTimeFormatOptions {
  return language === "ja"
    ? { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }
    : { timeZone, year: "numeric", month: "short", day: "numeric" };
}

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

function largestUnit(milliseconds: number): { value: number; unit: Intl.RelativeTimeFormatUnit } {
  const fitting = units.find(([, size]) => Math.abs(milliseconds) >= size);
  // Seconds would be another at every look, and tell nobody more.
  if (fitting === undefined) return { value: 0, unit: "minute" };
  const [unit, size] = fitting;
  return { value: Math.trunc(milliseconds / size), unit };
}

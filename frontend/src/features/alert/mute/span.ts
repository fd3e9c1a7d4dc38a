import { endOfDay } from "@/features/integration/log/period";

export const spans = ["30", "90", "date", "forever"] as const;

/** How long a mute lasts: so many days, until a chosen day, or for good. */
export type Span = (typeof spans)[number];

/** The instant at which a mute that begins now ends; null for none. */
export function endOf(span: Span, day: string, timeZone: string, now: Date): string | null {
  switch (span) {
    case "forever":
      return null;
    case "date":
      return day === "" ? null : endOfDay(day, timeZone).toISOString();
    default:
      return new Date(now.getTime() + Number(span) * 86_400_000).toISOString();
  }
}

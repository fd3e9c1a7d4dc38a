import { startOfDay } from "@/features/integration/log/period";

/** The instant of a local date and time, written `2026-11-22T18:30`, in a time zone. */
export function instantOf(local: string, timeZone: string): string {
  const [day = "", time = "00:00"] = local.split("T");
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return new Date(startOfDay(day, timeZone).getTime() + (hours * 60 + minutes) * 60_000).toISOString();
}

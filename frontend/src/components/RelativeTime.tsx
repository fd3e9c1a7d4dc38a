import { useFormat, useTexts } from "@/texts";
import { useNow } from "./useNow";

/** A time as distance from now; hovering shows the exact time in the organization's time zone. */
export function RelativeTime({ at }: { at: string | null | undefined }) {
  const { common } = useTexts();
  const format = useFormat();
  const now = useNow();
  if (at === null || at === undefined) return common.none;
  const instant = new Date(at);
  return (
    <time dateTime={at} title={format.dateTime(instant)} className="numeric">
      {format.relative(instant, now)}
    </time>
  );
}

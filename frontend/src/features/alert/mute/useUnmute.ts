import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { useMuting } from "../queries";
import type { Alert } from "../types";

/** Shows alerts again that were muted, each by what had muted it. */
export function useUnmute(): (alerts: readonly Alert[], onDone?: () => void) => void {
  const { mute: words } = useTexts().alert;
  const { done, refused } = useNotify();
  const { unmute } = useMuting();
  return (alerts, onDone) =>
    unmute.mutate(alerts, {
      onSuccess: () => {
        done(words.unmuted(alerts.length));
        onDone?.();
      },
      onError: refused,
    });
}

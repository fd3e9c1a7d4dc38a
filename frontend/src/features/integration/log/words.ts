import { useCallback } from "react";
import type { StatusTone } from "@/components/StatusBadge";
import { useFormat, useTexts } from "@/texts";
import type { Counts, LogEntry, RequestStatus } from "../types";

const tones: Readonly<Record<RequestStatus, StatusTone>> = {
  queued: "waiting",
  running: "busy",
  finished: "good",
  failed: "critical",
  held: "warning",
  discarded: "neutral",
};

/** How an entry ended, or that it still runs. */
export function useResultWords(): (entry: LogEntry) => { tone: StatusTone; label: string } {
  const { results } = useTexts().integration.log;
  return useCallback(({ status }) => ({ tone: tones[status], label: results[status] }), [results]);
}

/** Who asked for it; what runs by itself says why it ran. */
export function useActorWords(): (entry: LogEntry) => string {
  const { triggers } = useTexts().integration.log;
  return useCallback(({ actor, trigger }) => (actor === "system" ? triggers[trigger] : actor), [triggers]);
}

/** What was done: an HTTP method speaks for itself, a step on a page has words. */
export function useStepWords(): (request: { method: string }) => string {
  const { pageSteps } = useTexts().integration.log;
  return useCallback(({ method }) => wordOr(pageSteps, method), [pageSteps]);
}

export function wordOr(words: Readonly<Record<string, string>>, key: string): string {
  return words[key] ?? key;
}

const countOrder = ["added", "returned", "changed", "removed"] as const;

/** What a sync changed, without what it did not. */
export function useCountWords(): (counts: Counts | null) => string {
  const { log } = useTexts().integration;
  const format = useFormat();
  return useCallback(
    (counts) => {
      if (counts === null) return "";
      const parts = countOrder
        .filter((name) => counts[name] > 0)
        .map((name) => `${log.counts[name]} ${format.number(counts[name])}`);
      return parts.length === 0 ? log.noChanges : parts.join(" · ");
    },
    [log, format],
  );
}

/** How long an entry took, in the largest unit that fits. */
export function useDurationWords(): (entry: LogEntry) => string {
  const { common, integration } = useTexts();
  const format = useFormat();
  return useCallback(
    ({ startedAt, finishedAt }) => {
      if (startedAt === null || finishedAt === null) return common.none;
      const { minutes, seconds, milliseconds } = splitDuration(Date.parse(finishedAt) - Date.parse(startedAt));
      if (minutes > 0) return integration.log.minutes(format.number(minutes), format.number(seconds));
      return seconds > 0
        ? integration.log.seconds(format.number(seconds))
        : integration.log.milliseconds(format.number(milliseconds));
    },
    [common, integration, format],
  );
}

export function splitDuration(milliseconds: number): { minutes: number; seconds: number; milliseconds: number } {
  const seconds = Math.floor(milliseconds / 1000);
  return { minutes: Math.floor(seconds / 60), seconds: seconds % 60, milliseconds: Math.max(0, milliseconds % 1000) };
}

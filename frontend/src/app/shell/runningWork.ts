import { useSyncExternalStore } from "react";
import { isOver, type RequestEvent } from "@/api/events";

let running: readonly RequestEvent[] = [];
const listeners = new Set<() => void>();

/** The work that runs now, in the order in which it was first heard of. */
export function useRunningWork(): readonly RequestEvent[] {
  return useSyncExternalStore(subscribe, () => running);
}

export function noteRequest(event: RequestEvent): void {
  running = withRequest(running, event);
  for (const listener of listeners) listener();
}

export function withRequest(work: readonly RequestEvent[], event: RequestEvent): readonly RequestEvent[] {
  if (isOver(event)) return work.filter(({ id }) => id !== event.id);
  const isKnown = work.some(({ id }) => id === event.id);
  return isKnown ? work.map((each) => (each.id === event.id ? event : each)) : [...work, event];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

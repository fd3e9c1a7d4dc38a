import { useRunningWork } from "@/app/shell/runningWork";
import { isOver, useSyncRequest } from "./queries";
import type { SyncRequest } from "./types";

/** One sync as it goes: what the event stream says while it runs, and what the server answers when asked. */
export function useSyncProgress(requestId: string | null): SyncRequest | undefined {
  const { data } = useSyncRequest(requestId);
  const live = useRunningWork().find(({ id }) => String(id) === requestId);
  if (data === undefined || live === undefined || isOver(data)) return data;
  return { ...data, status: live.status, progress: live.progress ?? data.progress };
}

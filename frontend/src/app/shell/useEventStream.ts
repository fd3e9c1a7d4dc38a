import { useQueryClient, type Query, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isOver, listenToEvents } from "@/api/events";
import { queryKey, type Feature } from "@/api/keys";
import { useOrganizationId } from "../session";
import { noteRequest } from "./runningWork";

/** The rooms whose data a finished sync or import changes. */
const changedByWork: readonly Feature[] = [
  "account",
  "alert",
  "directory",
  "home",
  "integration",
  "offboarding",
  "services",
];

/** A list with more loaded pages than this is only marked as old: fetching all of it again would be a flood. */
const pagesToRefresh = 5;

/** Keeps the screen true while the server works. Tells whether the stream is connected. */
export function useEventStream(): boolean {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  const [isConnected, setConnected] = useState(true);

  useEffect(
    () =>
      listenToEvents(organizationId, {
        onConnection: setConnected,
        onRequest: (event) => {
          noteRequest(event);
          if (isOver(event)) refresh(queryClient, organizationId, changedByWork);
        },
        onAlerts: () => refresh(queryClient, organizationId, ["alert", "home"]),
        onWorkspace: () => refresh(queryClient, organizationId, ["home", "integration"]),
      }),
    [organizationId, queryClient],
  );
  return isConnected;
}

function refresh(queryClient: QueryClient, organizationId: number, features: readonly Feature[]): void {
  for (const feature of features) {
    const all = { queryKey: queryKey(feature, organizationId) };
    void queryClient.invalidateQueries({ ...all, refetchType: "none" });
    void queryClient.refetchQueries({ ...all, type: "active", predicate: isSmall });
  }
}

function isSmall(query: Query): boolean {
  const data = query.state.data as { pages?: readonly unknown[] } | undefined;
  return (data?.pages?.length ?? 0) <= pagesToRefresh;
}

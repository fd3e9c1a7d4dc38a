import { queryOptions, useQueryClient, useSuspenseQuery, type QueryClient } from "@tanstack/react-query";
import { client, read } from "@/api/client";
import { ApiError } from "@/api/errors";
import type { Permission, Session } from "@/api/types";

/** The session, or null for somebody who has not signed in. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async (): Promise<Session | null> => {
    try {
      return await read(client.GET("/api/v1/session"));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

export const setupStateQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: () => read(client.GET("/api/v1/setup")),
});

/** The session of the screens behind the sign-in. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new ApiError("unauthorized", 401);
  return data;
}

export function useOrganizationId(): number {
  return useSession().organization.id;
}

export function can(session: Session, ...permissions: readonly Permission[]): boolean {
  return permissions.every((permission) => session.permissions.includes(permission));
}

export function useCan(...permissions: readonly Permission[]): boolean {
  return can(useSession(), ...permissions);
}

/** Forgets all that belonged to the former session before the new one is shown. */
export function beginSession(queryClient: QueryClient, session: Session | null): void {
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, session);
}

export function useSignOut() {
  const queryClient = useQueryClient();
  return {
    signOut: async () => {
      await read(client.DELETE("/api/v1/session"));
      beginSession(queryClient, null);
    },
    signOutEverywhere: async () => {
      await read(client.DELETE("/api/v1/sessions"));
      beginSession(queryClient, null);
    },
  };
}

import { useQueryClient } from "@tanstack/react-query";
import { queryKey, type Feature } from "@/api/keys";
import { useOrganizationId } from "./session";

/** Asks again for what the rooms show that a change touches. */
export function useRefresh(...touched: readonly Feature[]): () => Promise<void> {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all(
      touched.map((feature) => queryClient.invalidateQueries({ queryKey: queryKey(feature, organizationId) })),
    );
  };
}

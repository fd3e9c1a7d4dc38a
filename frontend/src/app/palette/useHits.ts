import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useSession } from "../session";
import { hitSources, type Hit, type HitKind } from "./hits";
import { isWorthSearching } from "./matching";

interface FoundHits {
  kind: HitKind;
  hits: readonly Hit[];
}

/** What the organization holds for the typed words. A source that cannot be asked just has no hits. */
export function useHits(typed: string): readonly FoundHits[] {
  const { organization, permissions } = useSession();
  const sources = hitSources.filter(({ permission }) => permissions.includes(permission));
  const isSearching = isWorthSearching(typed);
  return useQueries({
    queries: sources.map(({ kind, find }) => ({
      queryKey: ["palette", organization.id, kind, typed],
      queryFn: ({ signal }: { signal: AbortSignal }) => find(organization.id, typed, signal),
      enabled: isSearching,
      placeholderData: keepPreviousData,
      retry: false,
    })),
    combine: (results) =>
      isSearching
        ? results.flatMap(({ data }, index) => {
            const source = sources[index];
            return source === undefined || data === undefined ? [] : [{ kind: source.kind, hits: data }];
          })
        : [],
  });
}

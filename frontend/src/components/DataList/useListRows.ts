import type { RowData } from "@tanstack/react-table";
import { keepPreviousData, useInfiniteQuery, type QueryKey } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ListPage, ListRequest, PageRequest } from "./types";

/** The most that the API gives at once. */
const pageSize = 200;

export function useListRows<Row extends RowData>(
  queryKey: QueryKey,
  request: ListRequest,
  fetchPage: (request: PageRequest) => Promise<ListPage<Row>>,
) {
  const { query, sort, filters } = request;
  const pages = useInfiniteQuery({
    queryKey: [...queryKey, { query, sort, filters }],
    queryFn: ({ pageParam, signal }) => fetchPage({ query, sort, filters, cursor: pageParam, limit: pageSize, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    // Comparing every loaded row with itself on each new page would make long lists slow.
    structuralSharing: false,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const totalCount = pages.data?.pages[0]?.totalCount ?? null;
  return { ...pages, rows, totalCount };
}

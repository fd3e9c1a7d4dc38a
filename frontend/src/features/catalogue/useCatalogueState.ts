import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { valuesOf, type SearchParams } from "@/app/searchParams";
import { readFilters, type FilterValues } from "./filters";

export type CatalogueLayout = "cards" | "table";

interface CatalogueState {
  query: string;
  filters: FilterValues;
  layout: CatalogueLayout;
  /** The service whose drawer is open, by its unique name. */
  open: string | null;
  /** The service that is being integrated. */
  connect: string | null;
}

/** What the catalogue shows, as the URL tells it. */
export function useCatalogueState() {
  const search: SearchParams = useSearch({ strict: false });
  const navigate = useNavigate();

  const change = useCallback(
    ({ filters, ...rest }: Partial<CatalogueState>) => {
      const texts = Object.entries(rest).map(([name, value]) => [
        name,
        value === "" || value === null ? undefined : value,
      ]);
      const next = { ...filters, ...(Object.fromEntries(texts) as SearchParams) };
      void navigate({
        to: ".",
        search: (current: SearchParams) => ({
          ...current,
          ...(filters === undefined ? {} : noFilters),
          ...(next as SearchParams),
        }),
        replace: rest.open === undefined && rest.connect === undefined,
        resetScroll: false,
      });
    },
    [navigate],
  );

  const state: CatalogueState = {
    query: first(search["query"]) ?? "",
    filters: readFilters(search),
    layout: first(search["layout"]) === "table" ? "table" : "cards",
    open: first(search["open"]) ?? null,
    connect: first(search["connect"]) ?? null,
  };
  return { state, change };
}

const noFilters = Object.fromEntries(Object.keys(readFilters({})).map((name) => [name, undefined]));

function first(value: string | string[] | undefined): string | undefined {
  return valuesOf(value)[0];
}

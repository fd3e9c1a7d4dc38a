import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { useSession } from "@/app/session";
import type { SearchParams } from "@/app/searchParams";
import { readListState, writeListState, type ListState, type StateRules } from "./listState";
import { readLayout, writeLayout } from "./memory";

export interface ListStateHandle {
  state: ListState;
  search: SearchParams;
  change: (change: Partial<ListState>) => void;
  replaceAll: (search: SearchParams) => void;
}

/** The list's state as the URL tells it. Changes of layout are also remembered for the next visit. */
export function useListState(id: string, rules: StateRules): ListStateHandle {
  const search: SearchParams = useSearch({ strict: false });
  const navigate = useNavigate();
  const { user } = useSession();
  const state = useMemo(() => readListState(rules, search, readLayout(user.id, id)), [rules, search, user.id, id]);

  const change = useCallback(
    (change: Partial<ListState>) => {
      if (change.columns !== undefined || change.density !== undefined) {
        const { columns, density } = { ...state, ...change };
        writeLayout(user.id, id, { columns, density });
      }
      void navigate({
        to: ".",
        search: (current: SearchParams) => writeListState(rules, current, change),
        replace: change.open === undefined,
        resetScroll: false,
      });
    },
    [id, navigate, rules, state, user.id],
  );

  const replaceAll = useCallback(
    (search: SearchParams) => void navigate({ to: ".", search, replace: true, resetScroll: false }),
    [navigate],
  );

  return { state, search, change, replaceAll };
}

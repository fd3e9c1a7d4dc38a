import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useCan, useOrganizationId } from "@/app/session";
import { ApiError } from "@/api/errors";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { operationQuery, runningQuery, useRefreshAfterOperations } from "./queries";
import { targetOf } from "./targets";
import type { Operation } from "./types";

/** Says how each operation ended that was seen running, and refreshes what it changed. Gives what still runs. */
export function useFinishedOperations(): readonly Operation[] {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  const maySee = useCan("accounts:read");
  const { data: running } = useQuery({ ...runningQuery(organizationId), enabled: maySee });
  const seen = useRef<ReadonlySet<string>>(new Set());
  const refresh = useRefreshAfterOperations();
  const tell = useOutcome();
  const after = useRef({ refresh, tell });

  useEffect(() => {
    after.current = { refresh, tell };
  });
  useEffect(() => {
    if (running === undefined) return;
    const now = new Set(running.map(({ id }) => id));
    const ended = [...seen.current].filter((id) => !now.has(id));
    seen.current = now;
    if (ended.length === 0) return;
    void Promise.all(ended.map((id) => queryClient.query({ ...operationQuery(organizationId, id), staleTime: 0 })))
      .then((operations) => operations.forEach(after.current.tell))
      .finally(() => void after.current.refresh());
  }, [running, organizationId, queryClient]);

  return running ?? [];
}

function useOutcome(): (operation: Operation) => void {
  const { account, operation: words } = useTexts();
  const { done, refused } = useNotify();
  return ({ kind, state, account: target, service, error }) => {
    const name = targetOf(target, account);
    if (state === "succeeded") done(words.finished[kind](name, service.name));
    else if (error) {
      const about = `${words.kinds[kind]}: ${name} · ${service.name}`;
      refused(new ApiError(error.errorId, 200, error.message, error.remedy, [], { about }));
    }
  };
}

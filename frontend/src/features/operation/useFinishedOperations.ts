import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useCan, useOrganizationId } from "@/app/session";
import { ApiError } from "@/api/errors";
import { useNotify } from "@/components/useNotify";
import { useServiceName } from "@/features/services/serviceName";
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
  const tell = useOutcomes();
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
      .then((operations) => after.current.tell(operations))
      .finally(() => void after.current.refresh());
  }, [running, organizationId, queryClient]);

  return running ?? [];
}

/** Up to so many outcomes are told one by one, of more only how many there are. */
const mostTold = 3;

function useOutcomes(): (operations: readonly Operation[]) => void {
  const { account, operation: words } = useTexts();
  const { done, refused } = useNotify();
  const serviceName = useServiceName();
  const tell = ({ kind, state, account: target, service, error }: Operation) => {
    const name = targetOf(target, account);
    const at = serviceName(service);
    if (state === "succeeded") done(words.finished[kind](name, at));
    else if (error) {
      const about = `${words.kinds[kind]}: ${name} · ${at}`;
      refused(new ApiError(error.errorId, 200, error.message, error.remedy, [], { about }));
    }
  };
  return (operations) => {
    const succeeded = operations.filter(({ state }) => state === "succeeded");
    const failed = operations.filter(({ error }) => error !== null);
    if (succeeded.length > mostTold) done(words.succeededMany(succeeded.length));
    else succeeded.forEach(tell);
    if (failed.length > mostTold) refused(new ApiError("failed", 200, words.failedMany(failed.length)));
    else failed.forEach(tell);
  };
}

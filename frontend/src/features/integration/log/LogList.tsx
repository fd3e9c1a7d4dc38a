import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSession } from "@/app/session";
import { DataList } from "@/components/DataList";
import { EmptyState } from "@/components/EmptyState";
import { useTexts } from "@/texts";
import { workspacesQuery } from "../queries";
import { LogDrawer } from "./LogDrawer";
import { exportAddresses, fetchLog, logKey } from "./queries";
import { useLogList } from "./useLogList";
import { wordOr } from "./words";

/** What was done at the services, by whom, with which result; of one service where `serviceId` is given. */
export function LogList({ serviceId }: { serviceId?: number }) {
  const { log } = useTexts().integration;
  const { id: organizationId, timeZone } = useSession().organization;
  const { data } = useQuery(workspacesQuery(organizationId));
  const workspaces = useMemo(
    () => (data ?? []).filter((workspace) => serviceId === undefined || workspace.serviceId === serviceId),
    [data, serviceId],
  );
  const definition = useLogList(workspaces, serviceId !== undefined);

  return (
    <DataList
      definition={definition}
      queryKey={logKey(organizationId, "list", serviceId ?? null)}
      fetchPage={(request) => fetchLog(organizationId, { serviceId, timeZone }, request)}
      exportLinks={(request) => exportAddresses(organizationId, { serviceId, timeZone }, request)}
      empty={<EmptyState title={log.emptyTitle} hint={log.empty} />}
      drawer={{
        title: (_, entry) => (entry === undefined ? log.title : wordOr(log.kinds, entry.kind)),
        content: (id) => <LogDrawer key={id} id={id} />,
      }}
    />
  );
}

import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { client, readItems } from "@/api/client";
import { useOrganizationId } from "@/app/session";
import { DataList, type PageRequest } from "@/components/DataList";
import { workspacesKey, workspacesQuery } from "../queries";
import type { Workspace } from "../types";
import { findWorkspaces } from "./findWorkspaces";
import { useWorkspaceList } from "./useWorkspaceList";
import { WorkspaceActions } from "./WorkspaceActions";
import { WorkspaceDrawer } from "./WorkspaceDrawer";

interface WorkspaceListProps {
  /** Only the workspaces of this service. */
  serviceId?: number;
  empty: ReactNode;
}

/** One row a workspace: its state, why, what to do, and when it runs again. */
export function WorkspaceList({ serviceId, empty }: WorkspaceListProps) {
  const organizationId = useOrganizationId();
  const { data } = useQuery(workspacesQuery(organizationId));
  const services = useMemo(() => (serviceId === undefined ? servicesOf(data ?? []) : []), [data, serviceId]);
  const definition = useWorkspaceList(services);

  const fetchPage = async ({ signal, ...request }: PageRequest) => {
    const items = await readItems(
      client.GET("/api/v1/organizations/{organizationId}/workspaces", {
        params: { path: { organizationId }, query: { serviceId } },
        signal,
      }),
    );
    const ofService = items.filter((workspace) => serviceId === undefined || workspace.serviceId === serviceId);
    const found = findWorkspaces(ofService, request);
    return { items: found, nextCursor: null, totalCount: found.length };
  };

  return (
    <WorkspaceActions>
      <DataList
        definition={definition}
        queryKey={[...workspacesKey(organizationId), "list", serviceId ?? null]}
        fetchPage={fetchPage}
        empty={empty}
        drawer={{
          title: (_, workspace) => workspace && `${workspace.serviceName} · ${workspace.workspaceName}`,
          content: (_, workspace) => workspace !== undefined && <WorkspaceDrawer workspace={workspace} />,
        }}
      />
    </WorkspaceActions>
  );
}

function servicesOf(workspaces: readonly Workspace[]): readonly { id: number; name: string }[] {
  const names = new Map(workspaces.map(({ serviceId, serviceName }) => [serviceId, serviceName]));
  return [...names].map(([id, name]) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name));
}

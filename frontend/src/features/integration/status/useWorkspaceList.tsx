import { useMemo } from "react";
import type { Filter, ListDefinition } from "@/components/DataList";
import { RelativeTime } from "@/components/RelativeTime";
import { useFormat, useTexts } from "@/texts";
import { isByHand, type Workspace } from "../types";
import { Cause } from "./Cause";
import { RunMarks } from "./RunMarks";
import { WorkspaceName } from "../WorkspaceName";
import { WorkspaceMenu } from "./WorkspaceMenu";
import { WorkspaceState } from "./WorkspaceState";

/** The list of workspaces; `services` are offered as a filter where there is more than one. */
export function useWorkspaceList(services: readonly { id: number; name: string }[]): ListDefinition<Workspace> {
  const { integration } = useTexts();
  const format = useFormat();
  return useMemo(() => {
    const { columns, filters, states, kinds } = integration.status;
    const byService: Filter = {
      kind: "choice",
      key: "service",
      label: filters.service,
      options: services.map(({ id, name }) => ({ value: String(id), label: name })),
    };
    return {
      id: "workspaces",
      label: integration.status.label,
      searchPlaceholder: integration.status.searchPlaceholder,
      rowId: (workspace) => String(workspace.id),
      rowLabel: (workspace) => `${workspace.serviceName} · ${workspace.workspaceName}`,
      filters: [
        { kind: "choice", key: "status", label: filters.status, options: optionsOf(states) },
        ...(services.length > 1 ? [byService] : []),
        { kind: "choice", key: "kind", label: filters.kind, options: optionsOf(kinds) },
      ],
      columns: [
        {
          key: "workspace",
          header: columns.workspace,
          sortKey: "workspace",
          width: 225,
          grow: 1.5,
          cell: (workspace) => <WorkspaceName of={workspace} />,
        },
        {
          key: "status",
          header: columns.status,
          sortKey: "status",
          width: 138,
          grow: 0.2,
          cell: (workspace) => <WorkspaceState workspace={workspace} />,
        },
        {
          key: "cause",
          header: columns.cause,
          width: 160,
          grow: 3,
          cell: (workspace) => <Cause workspace={workspace} />,
        },
        {
          key: "accounts",
          header: columns.accounts,
          sortKey: "accounts",
          width: 86,
          grow: 0,
          align: "end",
          cell: ({ accountCount }) => format.number(accountCount),
        },
        {
          key: "lastSync",
          header: columns.lastSync,
          sortKey: "lastSync",
          width: 120,
          grow: 0.2,
          cell: ({ lastSynchronizationAt }) => <RelativeTime at={lastSynchronizationAt} />,
        },
        {
          key: "nextSync",
          header: columns.nextSync,
          sortKey: "nextSync",
          width: 100,
          grow: 0.2,
          cell: ({ nextSynchronizationAt }) => <RelativeTime at={nextSynchronizationAt} />,
        },
        {
          key: "runs",
          header: columns.runs,
          width: 134,
          grow: 0,
          cell: (workspace) => !isByHand(workspace) && <RunMarks runs={workspace.recentRuns} />,
        },
        {
          key: "menu",
          header: columns.menu,
          width: 60,
          grow: 0,
          cell: (workspace) => <WorkspaceMenu workspace={workspace} />,
        },
      ],
    };
  }, [integration, services, format]);
}

function optionsOf(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

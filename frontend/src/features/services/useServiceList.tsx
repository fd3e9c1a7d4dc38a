import { useMemo } from "react";
import type { ListDefinition } from "@/components/DataList";
import { RelativeTime } from "@/components/RelativeTime";
import { ServiceMark } from "@/components/ServiceMark";
import { WorkspaceStatusMark } from "@/features/integration/WorkspaceStatusMark";
import { useFormat, useTexts } from "@/texts";
import classes from "./services.module.css";
import type { IntegratedService } from "./types";
import { UserTypeBar } from "./UserTypeBar";

const shownWorkspaces = 2;

export function useServiceList(): ListDefinition<IntegratedService> {
  const { services } = useTexts();
  const format = useFormat();
  return useMemo(() => {
    const { columns } = services;
    return {
      id: "services",
      label: services.label,
      searchPlaceholder: services.searchPlaceholder,
      defaultSort: { key: "serviceName", descending: false },
      rowId: ({ id }) => String(id),
      rowLabel: ({ name }) => name,
      columns: [
        {
          key: "name",
          header: columns.name,
          sortKey: "serviceName",
          width: 300,
          grow: 1,
          cell: ({ uniqueName, name }) => (
            <span className={classes.name}>
              <ServiceMark uniqueName={uniqueName} name={name} size={22} />
              <span>{name}</span>
            </span>
          ),
        },
        {
          key: "workspaces",
          header: columns.workspaces,
          width: 210,
          grow: 1,
          cell: ({ workspaces }) => <Workspaces workspaces={workspaces} />,
        },
        {
          key: "types",
          header: columns.types,
          width: 170,
          grow: 1,
          cell: ({ accountsByType }) => <UserTypeBar counts={accountsByType} />,
        },
        {
          key: "accounts",
          header: columns.accounts,
          sortKey: "accountCount",
          width: 100,
          grow: 0,
          align: "end",
          cell: ({ accountCount }) => format.number(accountCount),
        },
        {
          key: "alerts",
          header: columns.alerts,
          sortKey: "alertsCount",
          width: 90,
          grow: 0,
          align: "end",
          initiallyHidden: true,
          cell: ({ alertsCount }) => format.number(alertsCount),
        },
        {
          key: "lastSync",
          header: columns.lastSync,
          width: 120,
          grow: 0.3,
          cell: ({ lastSynchronizationAt }) => <RelativeTime at={lastSynchronizationAt} />,
        },
      ],
    };
  }, [services, format]);
}

function Workspaces({ workspaces }: Pick<IntegratedService, "workspaces">) {
  const { services } = useTexts();
  const others = workspaces.length - shownWorkspaces;
  return (
    <span className={classes.workspaces}>
      {workspaces.slice(0, shownWorkspaces).map(({ id, name, status }) => (
        <span key={id} className={classes.workspace}>
          {name}
          <span className={classes.status}>
            <WorkspaceStatusMark status={status} />
          </span>
        </span>
      ))}
      {others > 0 && <span>{services.moreWorkspaces(others)}</span>}
    </span>
  );
}

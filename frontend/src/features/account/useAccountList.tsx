import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useOrganizationId } from "@/app/session";
import type { Column, Filter, ListDefinition } from "@/components/DataList";
import { RelativeTime } from "@/components/RelativeTime";
import { useTexts, type Texts } from "@/texts";
import { AccountStatusMark, OwnerLink, Roles, ServiceCell, TwoFactorMark, UserTypeMark } from "./cells";
import { accountName } from "./names";
import type { AccountScope } from "./query";
import { servicesQuery } from "@/features/services/queries";
import { useServiceName, type ServiceNaming } from "@/features/services/serviceName";
import type { IntegratedService } from "@/features/services/types";
import { accountStatuses, roleClasses, userTypes, type Account } from "./types";

type Place = "all" | "service" | "workspace" | "person";

export function useAccountList(scope: AccountScope): ListDefinition<Account> {
  const texts = useTexts();
  const { data: services } = useQuery(servicesQuery(useOrganizationId()));
  const serviceName = useServiceName();
  const place = placeOf(scope);
  return useMemo(
    () => ({
      id: `accounts.${place}`,
      label: texts.account.label,
      searchPlaceholder: texts.account.searchPlaceholder,
      defaultSort: { key: "displayName", descending: false },
      rowId: ({ accountId }) => String(accountId),
      rowLabel: (account) => accountName(account, texts.account),
      columns: columnsOf(texts, place, serviceName),
      filters: filtersOf(texts, place, servicesIn(services ?? [], scope.serviceId)),
    }),
    [texts, place, serviceName, services, scope.serviceId],
  );
}

function placeOf({ serviceId, workspaceIds, peopleId }: AccountScope): Place {
  if (peopleId !== undefined) return "person";
  if (workspaceIds !== undefined) return "workspace";
  return serviceId === undefined ? "all" : "service";
}

function servicesIn(services: readonly IntegratedService[], serviceId: number | undefined) {
  return serviceId === undefined ? services : services.filter(({ id }) => id === serviceId);
}

function columnsOf({ account: texts, common }: Texts, place: Place, serviceName: ServiceNaming): Column<Account>[] {
  const { columns } = texts;
  const orNone = (text: string | null) => text ?? common.none;
  const joined = (values: readonly string[]) => (values.length === 0 ? common.none : values.join(", "));
  const isOfService = place === "service" || place === "workspace";

  const service: Column<Account> = {
    key: "service",
    header: columns.service,
    sortKey: "service",
    width: 165,
    cell: (account) => <ServiceCell account={account} name={serviceName(account)} />,
    initiallyHidden: isOfService,
  };
  const name: Column<Account> = {
    key: "displayName",
    header: columns.displayName,
    sortKey: "displayName",
    width: 170,
    grow: 2,
    cell: (account) => accountName(account, texts),
    initiallyHidden: place === "person",
  };
  return [
    ...(place === "person" ? [service, name] : [name, service]),
    {
      key: "workspace",
      header: columns.workspace,
      sortKey: "workspace",
      width: 130,
      cell: ({ workspaceName }) => workspaceName,
      initiallyHidden: place === "all" || place === "workspace",
    },
    { key: "email", header: columns.email, sortKey: "email", width: 220, grow: 2, cell: ({ email }) => orNone(email) },
    {
      key: "userName",
      header: columns.userName,
      sortKey: "userName",
      width: 130,
      cell: ({ userName }) => orNone(userName),
      initiallyHidden: true,
    },
    {
      key: "person",
      header: columns.person,
      sortKey: "person",
      width: 120,
      cell: (account) => <OwnerLink account={account} />,
      initiallyHidden: place === "person",
    },
    {
      key: "userType",
      header: columns.userType,
      sortKey: "userType",
      width: 110,
      cell: ({ userType }) => <UserTypeMark type={userType} />,
      initiallyHidden: place === "person",
    },
    {
      key: "status",
      header: columns.status,
      sortKey: "status",
      width: 125,
      cell: (account) => <AccountStatusMark account={account} />,
    },
    {
      key: "roles",
      header: columns.roles,
      sortKey: "roles",
      width: 120,
      cell: (account) => <Roles account={account} />,
    },
    {
      key: "licenses",
      header: columns.licenses,
      sortKey: "licenses",
      width: 130,
      cell: ({ licenses }) => joined(licenses),
      initiallyHidden: true,
    },
    {
      key: "twoFa",
      header: columns.twoFa,
      sortKey: "twoFa",
      width: 110,
      cell: ({ twoFa }) => <TwoFactorMark isOn={twoFa} />,
    },
    {
      key: "lastActivity",
      header: columns.lastActivity,
      sortKey: "lastActivity",
      width: 120,
      cell: ({ lastActivity }) => <RelativeTime at={lastActivity} />,
    },
    {
      key: "createdAt",
      header: columns.createdAt,
      sortKey: "createdAt",
      width: 120,
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
      initiallyHidden: true,
    },
    {
      key: "memo",
      header: columns.memo,
      sortKey: "memo",
      width: 160,
      cell: ({ memo }) => orNone(memo),
      initiallyHidden: true,
    },
  ];
}

const accountAlertTypes = ["retired_account", "on_leave_account", "inactive_account", "unknown_account"] as const;

function filtersOf(
  { account: texts, alert: { types: alert } }: Texts,
  place: Place,
  services: readonly IntegratedService[],
): Filter[] {
  const { columns, filters } = texts;
  const choice = (key: string, label: string, options: { value: string; label: string }[]): Filter => ({
    kind: "choice",
    key,
    label,
    options,
  });
  const words = <Word extends string>(all: readonly Word[], labels: Record<Word, string>) =>
    all.map((value) => ({ value, label: labels[value] }));
  const workspaces = services.flatMap((service) =>
    service.workspaces.map(({ id, name }) => ({
      value: String(id),
      label: place === "service" ? name : `${service.name} · ${name}`,
    })),
  );

  return [
    choice("types", columns.userType, words(userTypes, texts.userTypes)),
    choice("statuses", columns.status, words(accountStatuses, texts.statuses)),
    ...(place === "all" || place === "person"
      ? [
          choice(
            "serviceIds",
            columns.service,
            services.map(({ id, name }) => ({ value: String(id), label: name })),
          ),
        ]
      : []),
    ...(place === "workspace" ? [] : [choice("workspaceIds", columns.workspace, workspaces)]),
    choice("roles", filters.role, words(roleClasses, texts.roleClasses)),
    { kind: "text", key: "serviceRoles", label: filters.serviceRoles },
    { kind: "text", key: "licenses", label: columns.licenses },
    { kind: "boolean", key: "twoFa", label: columns.twoFa },
    { kind: "dates", key: "lastActivity", label: columns.lastActivity },
    { kind: "dates", key: "created", label: columns.createdAt },
    { kind: "boolean", key: "onlyInactive", label: filters.onlyInactive },
    choice("alertType", filters.alertType, words(accountAlertTypes, alert)),
    { kind: "boolean", key: "includeDeleted", label: filters.includeDeleted },
  ];
}

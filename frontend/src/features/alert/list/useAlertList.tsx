import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useOrganizationId } from "@/app/session";
import type { Column, Filter, ListDefinition } from "@/components/DataList";
import { RelativeTime } from "@/components/RelativeTime";
import { servicesQuery } from "@/features/services/queries";
import { useServiceName, type ServiceNaming } from "@/features/services/serviceName";
import { useTexts, type Texts } from "@/texts";
import { MuteWords, PersonCell, ServiceCell, targetName, TypeMark } from "../cells";
import type { AlertScope } from "../query";
import { alertLevels, alertTypes, type Alert } from "../types";

export function useAlertList(scope: AlertScope): ListDefinition<Alert> {
  const texts = useTexts();
  const { data: services } = useQuery(servicesQuery(useOrganizationId()));
  const serviceName = useServiceName();
  const { type, serviceId, peopleId, isMuted } = scope;
  return useMemo(() => {
    const isOfOne = serviceId !== undefined || peopleId !== undefined;
    const filters: Filter[] = [
      ...(type === undefined && isOfOne
        ? [choice("type", texts.alert.columns.type, alertTypes, texts.alert.types)]
        : []),
      choice("level", texts.alert.columns.level, alertLevels, texts.alert.levels),
      ...(serviceId === undefined
        ? [
            {
              kind: "choice" as const,
              key: "serviceId",
              label: texts.alert.columns.service,
              options: (services ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
            },
          ]
        : []),
    ];
    return {
      id: isOfOne ? "alerts.of-one" : isMuted === true ? "alerts.muted" : "alerts",
      label: texts.alert.title,
      searchPlaceholder: texts.alert.searchPlaceholder,
      rowId: ({ id }) => String(id),
      rowLabel: (alert) => `${texts.alert.types[alert.type]}: ${targetName(alert, texts.account)}`,
      columns: columnsOf(texts, { type, serviceId, peopleId, isMuted }, serviceName),
      filters,
    };
  }, [texts, serviceName, services, type, serviceId, peopleId, isMuted]);
}

function choice<Value extends string>(
  key: string,
  label: string,
  values: readonly Value[],
  words: Readonly<Record<Value, string>>,
): Filter {
  return { kind: "choice", key, label, options: values.map((value) => ({ value, label: words[value] })) };
}

function columnsOf(texts: Texts, scope: AlertScope, serviceName: ServiceNaming): Column<Alert>[] {
  const { columns } = texts.alert;
  return [
    {
      key: "target",
      header: columns.target,
      width: 170,
      grow: 1.5,
      cell: (alert) => targetName(alert, texts.account),
    },
    {
      key: "type",
      header: columns.type,
      width: 180,
      initiallyHidden: scope.type !== undefined,
      cell: ({ type, level }) => <TypeMark type={type} level={level} />,
    },
    {
      key: "service",
      header: columns.service,
      width: 210,
      grow: 1.5,
      initiallyHidden: scope.serviceId !== undefined,
      cell: (alert) => <ServiceCell alert={alert} name={serviceName(alert.service)} />,
    },
    {
      key: "person",
      header: columns.person,
      width: 140,
      initiallyHidden: scope.peopleId !== undefined,
      cell: ({ person }) => <PersonCell person={person} />,
    },
    {
      key: "email",
      header: texts.account.columns.email,
      width: 180,
      initiallyHidden: true,
      cell: ({ account }) => account?.email ?? texts.common.none,
    },
    {
      key: "role",
      header: texts.account.columns.roles,
      width: 120,
      initiallyHidden: true,
      cell: ({ account }) => account?.role ?? texts.common.none,
    },
    {
      key: "lastActivity",
      header: texts.account.columns.lastActivity,
      width: 120,
      initiallyHidden: scope.type !== "inactive_account",
      cell: ({ account }) => <RelativeTime at={account?.lastActivity} />,
    },
    {
      key: "muted",
      header: columns.muted,
      width: 220,
      grow: 2,
      initiallyHidden: scope.isMuted !== true,
      cell: ({ mute }) => <MuteWords mute={mute} />,
    },
    { key: "since", header: columns.since, width: 120, grow: 0.4, cell: ({ since }) => <RelativeTime at={since} /> },
  ];
}

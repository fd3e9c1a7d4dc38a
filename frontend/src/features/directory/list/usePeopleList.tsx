import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useOrganizationId } from "@/app/session";
import type { Column, Filter, ListDefinition } from "@/components/DataList";
import { RelativeTime } from "@/components/RelativeTime";
import { useFormat, useTexts, type Texts } from "@/texts";
import type { Format } from "@/texts/format";
import { namesQuery } from "../queries";
import { StatusMark } from "../StatusMark";
import { employeeStatuses, employeeTypes, type Identity, type Lifecycle } from "../types";

interface Names {
  companies: readonly string[];
  departments: readonly string[];
  locations: readonly string[];
}

export function usePeopleList(): ListDefinition<Identity> {
  const texts = useTexts();
  const format = useFormat();
  const organizationId = useOrganizationId();
  const { data: companies = [] } = useQuery(namesQuery(organizationId, "companies"));
  const { data: departments = [] } = useQuery(namesQuery(organizationId, "departments"));
  const { data: locations = [] } = useQuery(namesQuery(organizationId, "locations"));

  return useMemo(
    () => ({
      id: "people",
      label: texts.directory.label,
      searchPlaceholder: texts.directory.searchPlaceholder,
      defaultSort: { key: "name", descending: false },
      rowId: ({ id }) => id,
      rowLabel: ({ displayName }) => displayName,
      columns: columnsOf(texts, format),
      filters: filtersOf(texts, { companies, departments, locations }),
    }),
    [texts, format, companies, departments, locations],
  );
}

function columnsOf({ directory, common }: Texts, format: Format): Column<Identity>[] {
  const { fields, kinds, types } = directory;
  const orNone = (text: string | null | undefined) => text ?? common.none;

  const text = (
    key: keyof typeof fields,
    width: number,
    valueOf: (person: Identity) => string | null | undefined,
    more: Partial<Column<Identity>> = {},
  ): Column<Identity> => ({
    key,
    header: fields[key],
    width,
    cell: (person) => orNone(valueOf(person)),
    ...more,
  });
  const day = (key: keyof Lifecycle, sortKey: string): Column<Identity> => ({
    key,
    header: fields[key],
    sortKey,
    width: 120,
    cell: ({ lifecycle }) => {
      const date = lifecycle[key];
      return date === null ? common.none : format.day(date.slice(0, 10));
    },
    initiallyHidden: true,
  });

  return [
    text("displayName", 150, ({ displayName }) => displayName, { sortKey: "name", grow: 2 }),
    {
      key: "employeeStatus",
      header: fields.employeeStatus,
      sortKey: "status",
      width: 132,
      cell: ({ employeeStatus }) => <StatusMark status={employeeStatus} />,
    },
    text("employeeType", 120, ({ employeeType }) => types[employeeType], { sortKey: "type" }),
    text("primaryEmail", 200, ({ primaryEmail }) => primaryEmail, { grow: 2 }),
    text("employeeId", 134, ({ employeeId }) => employeeId, { sortKey: "employeeId" }),
    text("department", 140, ({ department }) => department.name, { sortKey: "department" }),
    text("jobTitle", 140, ({ jobTitle }) => jobTitle, { sortKey: "jobTitle" }),
    text("companyName", 150, ({ companyName }) => companyName, { sortKey: "company", initiallyHidden: true }),
    text("workLocation", 100, ({ workLocation }) => workLocation, { sortKey: "location", initiallyHidden: true }),
    text("managementType", 110, ({ managementType }) => kinds[managementType], { initiallyHidden: true }),
    {
      key: "serviceCount",
      header: fields.serviceCount,
      sortKey: "servicesCount",
      width: 90,
      align: "end",
      cell: ({ serviceCount }) => format.number(serviceCount),
    },
    day("contractStartAt", "contractStart"),
    day("contractEndAt", "contractEnd"),
    day("suspensionStartAt", "suspensionStart"),
    day("suspensionEndAt", "suspensionEnd"),
    {
      key: "createdAt",
      header: fields.createdAt,
      sortKey: "createdAt",
      width: 120,
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
      initiallyHidden: true,
    },
    {
      key: "updatedAt",
      header: fields.updatedAt,
      sortKey: "updatedAt",
      width: 120,
      cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
      initiallyHidden: true,
    },
  ];
}

function filtersOf({ directory }: Texts, names: Names): Filter[] {
  const { fields, filters, statuses, types } = directory;
  const named = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  return [
    {
      kind: "choice",
      key: "statuses",
      label: fields.employeeStatus,
      options: employeeStatuses.map((value) => ({ value, label: statuses[value] })),
    },
    {
      kind: "choice",
      key: "types",
      label: fields.employeeType,
      options: employeeTypes.map((value) => ({ value, label: types[value] })),
    },
    { kind: "choice", key: "companies", label: fields.companyName, options: named(names.companies) },
    { kind: "choice", key: "departments", label: fields.department, options: named(names.departments) },
    { kind: "choice", key: "locations", label: fields.workLocation, options: named(names.locations) },
    { kind: "dates", key: "contractStartRange", label: fields.contractStartAt },
    { kind: "dates", key: "contractEndRange", label: fields.contractEndAt },
    { kind: "dates", key: "suspensionStartRange", label: fields.suspensionStartAt },
    { kind: "dates", key: "suspensionEndRange", label: fields.suspensionEndAt },
    { kind: "dates", key: "createdAtRange", label: fields.createdAt },
    { kind: "dates", key: "updatedAtRange", label: fields.updatedAt },
    { kind: "boolean", key: "haveSaasAccount", label: filters.hasAccounts },
  ];
}

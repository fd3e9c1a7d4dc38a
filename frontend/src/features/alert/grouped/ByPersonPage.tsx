import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useOrganizationId } from "@/app/session";
import { StatusMark } from "@/features/directory/StatusMark";
import { useFormat, useTexts } from "@/texts";
import { summaryQuery } from "../queries";
import type { AlertSummary } from "../types";
import classes from "@/components/Cell.module.css";
import { GroupedPage } from "./GroupedPage";

export function ByPersonPage() {
  const { alert, directory, services } = useTexts();
  const groups = useQuery({ ...summaryQuery(useOrganizationId()), select: ({ byPerson }) => byPerson });
  return (
    <GroupedPage
      lead={alert.byPersonLead}
      groups={groups}
      columns={[
        { header: alert.columns.person },
        { header: directory.fields.employeeStatus },
        { header: services.title, isNumber: true },
        { header: alert.columns.count, isNumber: true },
      ]}
      row={(group) => <PersonRow key={group.person.peopleId} {...group} />}
    />
  );
}

function PersonRow({ person, count, services }: AlertSummary["byPerson"][number]) {
  const format = useFormat();
  return (
    <Table.Tr>
      <Table.Td>
        <Link
          to="/directory/$identityId"
          params={{ identityId: person.id }}
          search={{ tab: "alerts" }}
          className={classes.link}
        >
          {person.displayName}
        </Link>
      </Table.Td>
      <Table.Td>
        <StatusMark status={person.status} />
      </Table.Td>
      <Table.Td ta="end" className="numeric">
        {format.number(services)}
      </Table.Td>
      <Table.Td ta="end" className="numeric">
        {format.number(count)}
      </Table.Td>
      <Table.Td />
    </Table.Tr>
  );
}

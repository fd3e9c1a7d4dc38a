import { Skeleton, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useOrganizationId } from "@/app/session";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { useTexts } from "@/texts";
import { AlertsHeader } from "../AlertsHeader";
import { summaryQuery } from "../queries";
import type { AlertSummary } from "../types";
import classes from "../Alert.module.css";

interface GroupedPageProps<Group> {
  lead: string;
  groups: (summary: AlertSummary) => readonly Group[];
  /** The headers; the first is the group itself, numbers follow. */
  columns: readonly string[];
  row: (group: Group) => ReactNode;
}

/** The alerts counted by what they have in common. */
export function GroupedPage<Group>({ lead, groups, columns, row }: GroupedPageProps<Group>) {
  const { alert } = useTexts();
  const { data, error, refetch } = useQuery(summaryQuery(useOrganizationId()));
  const shown = data === undefined ? undefined : groups(data);
  return (
    <Page kind="list">
      <AlertsHeader lead={lead} />
      <div className={classes.scroll}>
        {error !== null ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : shown === undefined ? (
          <Skeleton height={240} />
        ) : shown.length === 0 ? (
          <EmptyState title={alert.empty.title} hint={alert.empty.hint} />
        ) : (
          <Table highlightOnHover verticalSpacing={6} maw={820}>
            <Table.Thead>
              <Table.Tr>
                {columns.map((column, place) => (
                  <Table.Th key={column} ta={place === 0 ? undefined : "end"}>
                    {column}
                  </Table.Th>
                ))}
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>{shown.map(row)}</Table.Tbody>
          </Table>
        )}
      </div>
    </Page>
  );
}

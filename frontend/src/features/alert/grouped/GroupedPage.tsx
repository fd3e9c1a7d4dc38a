import { Skeleton, Table } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { useTexts } from "@/texts";
import { AlertsHeader } from "../AlertsHeader";
import classes from "../Alert.module.css";

interface GroupedPageProps<Group> {
  lead: string;
  groups: UseQueryResult<readonly Group[]>;
  columns: readonly { header: string; isNumber?: boolean }[];
  row: (group: Group) => ReactNode;
}

/** The alerts counted by what they have in common. */
export function GroupedPage<Group>({ lead, groups, columns, row }: GroupedPageProps<Group>) {
  const { alert } = useTexts();
  return (
    <Page kind="list">
      <AlertsHeader lead={lead} />
      <div className={classes.scroll}>
        {groups.isError ? (
          <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />
        ) : groups.data === undefined ? (
          <Skeleton height={240} />
        ) : groups.data.length === 0 ? (
          <EmptyState title={alert.empty.title} hint={alert.empty.hint} />
        ) : (
          <Table highlightOnHover verticalSpacing={6} maw={820} className={classes.grouped}>
            <Table.Thead>
              <Table.Tr>
                {columns.map(({ header, isNumber = false }) => (
                  <Table.Th key={header} ta={isNumber ? "end" : undefined} style={{ whiteSpace: "nowrap" }}>
                    {header}
                  </Table.Th>
                ))}
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>{groups.data.map(row)}</Table.Tbody>
          </Table>
        )}
      </div>
    </Page>
  );
}

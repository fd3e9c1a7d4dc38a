import { Table, Text } from "@mantine/core";
import type { ProposedColumn } from "../../recipe/columns";
import { texts } from "../../texts";

/** The first accounts, as they will be read. */
export function Preview({ columns }: { columns: readonly ProposedColumn[] }) {
  const { record } = texts;
  const read = columns.filter(({ field }) => field !== null);
  const rows = Math.max(0, ...read.map(({ cells }) => cells.length));
  return (
    <>
      <Text>{record.previewLead}</Text>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard */}
      <div role="region" aria-label={record.previewStep} tabIndex={0} style={{ overflowX: "auto" }}>
        <Table fz="xs" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              {read.map(({ field }) => field !== null && <Table.Th key={field}>{record.fields[field]}</Table.Th>)}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {Array.from({ length: rows }, (_, row) => (
              <Table.Tr key={row}>
                {read.map(({ heading, cells }) => (
                  <Table.Td key={heading}>{cells[row]}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}

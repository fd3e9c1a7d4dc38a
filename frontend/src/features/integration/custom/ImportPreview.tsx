import { Group, ScrollArea, Stack, Table, Text } from "@mantine/core";
import { useFormat, useTexts } from "@/texts";
import type { ImportOutcome } from "./queries";

const height = 220;

/** What an import would change, before it does. */
export function ImportPreview({ outcome }: { outcome: ImportOutcome }) {
  const { common, file, integration } = useTexts();
  const { custom } = integration;
  const format = useFormat();
  const { summary, rows } = outcome;
  const total = summary.added + summary.changed + summary.unchanged + summary.conflicting;
  const numbers = [
    [custom.wouldAdd, summary.added],
    [custom.wouldChange, summary.changed],
    [custom.unchanged, summary.unchanged],
  ] as const;

  return (
    <Stack gap="xs">
      <Group gap="lg" aria-live="polite">
        {numbers.map(([label, count]) => (
          <Text key={label} size="sm" className="numeric">
            <strong>{format.number(count)}</strong> {label}
          </Text>
        ))}
      </Group>
      {summary.added + summary.changed === 0 && <Text size="sm">{custom.nothingToImport}</Text>}
      <ScrollArea.Autosize mah={height} type="auto">
        <Table fz="sm" verticalSpacing={4} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{file.line}</Table.Th>
              <Table.Th>{custom.account}</Table.Th>
              <Table.Th>{custom.change}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.line}>
                <Table.Td className="numeric">{row.line}</Table.Td>
                <Table.Td>{row.displayName}</Table.Td>
                <Table.Td>
                  {custom.rowActions[row.action]}
                  {row.action === "change" &&
                    row.changes.map(({ field, before, after }) => (
                      <Text key={field} size="xs" c="dimmed">
                        {field}: {before ?? common.none} → {after ?? common.none}
                      </Text>
                    ))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      {rows.length < total && (
        <Text size="xs" c="dimmed">
          {custom.firstRows(format.number(rows.length))}
        </Text>
      )}
    </Stack>
  );
}

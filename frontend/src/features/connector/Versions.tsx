import { Table } from "@mantine/core";
import { RelativeTime } from "@/components/RelativeTime";
import { useTexts } from "@/texts";
import type { ConnectorVersion } from "./types";

/** Who saved the connector when, the newest first. */
export function Versions({ versions }: { versions: readonly ConnectorVersion[] }) {
  const { connector } = useTexts();
  return (
    <Table verticalSpacing={4}>
      <Table.Tbody>
        {versions.toReversed().map(({ version, createdAt, createdBy }) => (
          <Table.Tr key={version}>
            <Table.Td>{connector.versionOf(version)}</Table.Td>
            <Table.Td>{createdBy}</Table.Td>
            <Table.Td>
              <RelativeTime at={createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

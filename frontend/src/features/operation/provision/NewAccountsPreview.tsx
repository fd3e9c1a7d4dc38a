import { Stack, Table, Text } from "@mantine/core";
import type { Schemas } from "@/api/types";
import { useTexts } from "@/texts";

/** The accounts that a file asks for, and whose they will be. */
export function NewAccountsPreview({ preview }: { preview: Schemas["NewAccountsPreview"] }) {
  const { account, common, file, provision } = useTexts();
  const { rows, ignoredColumns } = preview;
  return (
    <Stack gap="xs">
      {ignoredColumns.length > 0 && (
        <Text size="sm" c="dimmed">
          {provision.ignoredColumns(ignoredColumns.join(provision.between))}
        </Text>
      )}
      {rows.length > 0 && (
        <Table.ScrollContainer
          minWidth={480}
          maxHeight={320}
          scrollAreaProps={{ viewportProps: { tabIndex: 0, "aria-label": provision.newAccounts, role: "region" } }}
        >
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={70}>{file.line}</Table.Th>
                <Table.Th>{account.columns.displayName}</Table.Th>
                <Table.Th>{account.columns.email}</Table.Th>
                <Table.Th>{provision.inDirectory}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ line, displayName, userName, email, person }) => (
                <Table.Tr key={line}>
                  <Table.Td className="numeric">{line}</Table.Td>
                  <Table.Td>{displayName ?? userName ?? common.none}</Table.Td>
                  <Table.Td>{email ?? common.none}</Table.Td>
                  <Table.Td>{person?.displayName ?? common.none}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}

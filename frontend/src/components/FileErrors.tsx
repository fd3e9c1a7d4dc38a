import { Alert, Stack, Table } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTexts } from "@/texts";

interface FileErrorsProps {
  errors: readonly { line: number; column: string; value: string; message: string }[];
}

/** What is wrong in a file, by line and column, and what to do about it. */
export function FileErrors({ errors }: FileErrorsProps) {
  const { common, file } = useTexts();
  return (
    <Stack gap="xs">
      <Alert role="alert" color="red" variant="outline" icon={<IconAlertTriangle size={18} />}>
        {file.correct}
      </Alert>
      <Table.ScrollContainer
        minWidth={480}
        maxHeight={420}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, "aria-label": file.problem, role: "region" } }}
      >
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={70}>{file.line}</Table.Th>
              <Table.Th>{file.column}</Table.Th>
              <Table.Th>{file.value}</Table.Th>
              <Table.Th>{file.problem}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {errors.map(({ line, column, value, message }) => (
              <Table.Tr key={`${line} ${column} ${message}`}>
                <Table.Td className="numeric">{line}</Table.Td>
                <Table.Td>{column || common.none}</Table.Td>
                <Table.Td>{value || common.none}</Table.Td>
                <Table.Td>{message}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

import { Table, Text } from "@mantine/core";
import { useFormat, useTexts } from "@/texts";
import type { Identity } from "../types";

interface SideBySideProps {
  kept: Identity;
  gone: Identity;
}

/** Both entries, field by field; what differs stands out. */
export function SideBySide({ kept, gone }: SideBySideProps) {
  const { merge, fields } = useTexts().directory;
  const rows = useComparedFields();
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="24%">{merge.field}</Table.Th>
            <Table.Th>{merge.stays}</Table.Th>
            <Table.Th>{merge.goes}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ field, show }) => {
            const [left, right] = [show(kept), show(gone)];
            const differs = left !== right;
            return (
              <Table.Tr key={field}>
                <Table.Th scope="row" fw={400} c="dimmed">
                  {fields[field]}
                </Table.Th>
                <Table.Td fw={differs ? 600 : undefined}>{left}</Table.Td>
                <Table.Td>
                  <Text span inherit c={differs ? undefined : "dimmed"}>
                    {right}
                  </Text>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface ComparedField {
  field: keyof ReturnType<typeof useTexts>["directory"]["fields"];
  show: (person: Identity) => string;
}

function useComparedFields(): ComparedField[] {
  const { directory, common } = useTexts();
  const format = useFormat();
  const orNone = (text: string | null | undefined) =>
    text === null || text === undefined || text === "" ? common.none : text;
  const day = (text: string | null) => (text === null ? common.none : format.day(text.slice(0, 10)));
  return [
    { field: "displayName", show: ({ displayName }) => orNone(displayName) },
    { field: "primaryEmail", show: ({ primaryEmail }) => orNone(primaryEmail) },
    { field: "secondaryEmails", show: ({ secondaryEmails }) => orNone(secondaryEmails.join(", ")) },
    { field: "managementType", show: ({ managementType }) => directory.kinds[managementType] },
    { field: "employeeType", show: ({ employeeType }) => directory.types[employeeType] },
    { field: "employeeStatus", show: ({ employeeStatus }) => directory.statuses[employeeStatus] },
    { field: "employeeId", show: ({ employeeId }) => orNone(employeeId) },
    { field: "companyName", show: ({ companyName }) => orNone(companyName) },
    { field: "department", show: ({ department }) => orNone(department?.name) },
    { field: "jobTitle", show: ({ jobTitle }) => orNone(jobTitle) },
    { field: "contractStartAt", show: ({ lifecycle }) => day(lifecycle.contractStartAt) },
    { field: "contractEndAt", show: ({ lifecycle }) => day(lifecycle.contractEndAt) },
    { field: "serviceCount", show: ({ serviceCount }) => format.number(serviceCount) },
    { field: "note", show: ({ note }) => orNone(note) },
  ];
}

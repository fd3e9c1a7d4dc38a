import { Table } from "@mantine/core";
import { useFormat, useTexts, type Texts } from "@/texts";
import type { Identity } from "../types";

interface SideBySideProps {
  kept: Identity;
  gone: Identity;
}

/** Both entries, field by field; what differs stands out. */
export function SideBySide({ kept, gone }: SideBySideProps) {
  const { merge, fields } = useTexts().directory;
  const rows = useComparedFields(kept, gone);
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table layout="fixed" verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="24%">{merge.field}</Table.Th>
            <Table.Th>{merge.stays}</Table.Th>
            <Table.Th>{merge.goes}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ field, left, right }) => (
            <Table.Tr key={field}>
              <Table.Th scope="row" fw={400} c="dimmed">
                {fields[field]}
              </Table.Th>
              <Table.Td fw={left === right ? undefined : 600}>{left}</Table.Td>
              <Table.Td c={left === right ? "dimmed" : undefined}>{right}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type Field = keyof Texts["directory"]["fields"];

interface ComparedField {
  field: Field;
  left: string;
  right: string;
}

/** The fields in words; those that are empty in both are left out. */
function useComparedFields(kept: Identity, gone: Identity): ComparedField[] {
  const { directory, common } = useTexts();
  const format = useFormat();
  const orNone = (text: string | null | undefined) => (text === "" ? common.none : (text ?? common.none));
  const day = (text: string | null) => (text === null ? common.none : format.day(text.slice(0, 10)));

  const fields: readonly [Field, (person: Identity) => string][] = [
    ["displayName", ({ displayName }) => orNone(displayName)],
    ["primaryEmail", ({ primaryEmail }) => orNone(primaryEmail)],
    ["secondaryEmails", ({ secondaryEmails }) => orNone(secondaryEmails.join(", "))],
    ["managementType", ({ managementType }) => directory.kinds[managementType]],
    ["employeeType", ({ employeeType }) => directory.types[employeeType]],
    ["employeeStatus", ({ employeeStatus }) => directory.statuses[employeeStatus]],
    ["employeeId", ({ employeeId }) => orNone(employeeId)],
    ["companyName", ({ companyName }) => orNone(companyName)],
    ["department", ({ department }) => orNone(department.name)],
    ["jobTitle", ({ jobTitle }) => orNone(jobTitle)],
    ["contractStartAt", ({ lifecycle }) => day(lifecycle.contractStartAt)],
    ["contractEndAt", ({ lifecycle }) => day(lifecycle.contractEndAt)],
    ["accountCount", ({ accountCount }) => format.number(accountCount)],
    ["note", ({ note }) => orNone(note)],
  ];
  return fields
    .map(([field, show]) => ({ field, left: show(kept), right: show(gone) }))
    .filter(({ left, right }) => left !== common.none || right !== common.none);
}

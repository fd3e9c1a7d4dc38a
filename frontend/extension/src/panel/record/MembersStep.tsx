import { NativeSelect, Stack, Text, Title } from "@mantine/core";
import { accountFields, proposeColumns, type AccountField, type ProposedColumn } from "../../recipe/columns";
import type { RecordedService } from "../../recipe/draft";
import { texts } from "../../texts";
import { PointButton } from "../PointButton";
import { atTable } from "../pointing";

type Members = RecordedService["members"];

/** The table of members, and what its columns say: proposed by their headings, corrected by hand. */
export function MembersStep({
  members,
  onRecorded,
}: {
  members: Members | null;
  onRecorded: (members: Members) => void;
}) {
  const { record } = texts;
  return (
    <Stack>
      <Text>{record.membersLead}</Text>
      <PointButton point={atTable} onPointed={(table, page) => onRecorded({ page, columns: proposeColumns(table) })} />
      {members !== null && (
        <Columns columns={members.columns} onChange={(columns) => onRecorded({ ...members, columns })} />
      )}
    </Stack>
  );
}

interface ColumnsProps {
  columns: readonly ProposedColumn[];
  onChange: (columns: ProposedColumn[]) => void;
}

export function Columns({ columns, onChange }: ColumnsProps) {
  const { record } = texts;
  const choices = [
    { value: "", label: record.notRead },
    ...accountFields.map((field) => ({ value: field, label: record.fields[field] })),
  ];
  const choose = (at: number, field: AccountField | null) =>
    // A field is told by one column: the column chosen last.
    onChange(columns.map((column, place) => (place === at ? { ...column, field } : without(column, field))));
  return (
    <Stack gap="xs">
      <Title order={2}>{record.columns}</Title>
      {columns.map(
        ({ heading, cells, field }, at) =>
          heading !== "" && (
            <NativeSelect
              key={at}
              label={heading}
              aria-label={record.columnLabel(heading)}
              description={cells.filter(Boolean).slice(0, 2).join(" · ")}
              data={choices}
              value={field ?? ""}
              onChange={(event) => choose(at, (event.currentTarget.value || null) as AccountField | null)}
            />
          ),
      )}
    </Stack>
  );
}

const without = (column: ProposedColumn, field: AccountField | null): ProposedColumn =>
  field !== null && column.field === field ? { ...column, field: null } : column;

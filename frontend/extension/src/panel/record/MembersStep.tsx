import { NativeSelect, Stack, Text, Title } from "@mantine/core";
import { accountFields, proposeColumns, type AccountField, type ProposedColumn } from "../../recipe/columns";
import type { RecordedService } from "../../recipe/draft";
import { texts } from "../../texts";
import { PointButton } from "../PointButton";
import { atControl, atTable } from "../pointing";
import type { Server } from "../server";
import { addressIn, askForSite } from "../tab";
import { takeFile } from "../takeFile";
import { wordsFor } from "../../recipe/words";

type Members = RecordedService["members"];

interface MembersStepProps {
  server: Server;
  members: Members | null;
  onRecorded: (members: Members) => void;
}

/** The table of members, or the file that the page gives of them, and what the columns say: proposed by their headings, corrected by hand. */
export function MembersStep({ server, members, onRecorded }: MembersStepProps) {
  const { record } = texts;
  return (
    <Stack>
      <Text>{record.membersLead}</Text>
      <PointButton
        label={record.pointAtTable}
        point={atTable}
        onPointed={(table, page) => onRecorded({ page, columns: proposeColumns(table) })}
      />
      <PointButton
        label={record.pointAtExport}
        point={(tabId) => headOfExport(tabId, server)}
        onPointed={({ control, head }, page) => onRecorded({ page, columns: proposeColumns(head), export: control })}
      />
      {members?.export !== undefined && <Text>{`${record.exportPointed} ${wordsFor(members.export)}`}</Text>}
      {members !== null && (
        <Columns columns={members.columns} onChange={(columns) => onRecorded({ ...members, columns })} />
      )}
    </Stack>
  );
}

/** Asks for what gives the file, gets it once, and has Daicho read what it begins with. */
async function headOfExport(tabId: number, server: Server) {
  if (!(await askForSite(await addressIn(tabId), ["downloads"]))) throw new Error(texts.sync.notAllowed);
  const control = await atControl(tabId);
  return control === null ? null : { control, head: await server.headOfFile(await takeFile(tabId, [control])) };
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

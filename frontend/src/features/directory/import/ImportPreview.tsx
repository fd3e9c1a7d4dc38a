import { Button, Group, SegmentedControl, Stack, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import { FileErrors } from "@/components/FileErrors";
import { useFormat, useTexts } from "@/texts";
import type { ImportResult, ImportRow } from "../types";
import { useHistoryWords } from "../person/historyWords";
import { firstGroup, isApplicable, previewGroups, rowsOf, type PreviewGroup } from "./groups";
import classes from "./Import.module.css";

interface ImportPreviewProps {
  fileName: string;
  result: ImportResult;
  isApplying: boolean;
  onApply: () => void;
}

export function ImportPreview({ fileName, result, isApplying, onApply }: ImportPreviewProps) {
  const { import: words } = useTexts().directory;
  const format = useFormat();
  const { summary } = result;
  const [group, setGroup] = useState<PreviewGroup>(() => firstGroup(result));

  return (
    <Stack component="section" aria-label={words.preview(fileName)}>
      <Group justify="space-between">
        <Title order={2}>{words.preview(fileName)}</Title>
        <Button disabled={!isApplicable(result)} loading={isApplying} onClick={onApply}>
          {isApplicable(result) || summary.errors > 0
            ? words.apply(summary.added, summary.changed)
            : words.nothingToApply}
        </Button>
      </Group>
      <SegmentedControl<PreviewGroup>
        value={group}
        onChange={setGroup}
        aria-label={words.preview(fileName)}
        data={previewGroups.map((value) => ({
          value,
          label: `${words.summary[value]} ${format.number(summary[value])}`,
        }))}
        className={classes["groups"]}
      />
      {group === "conflicting" && summary.conflicting > 0 && (
        <Text size="sm" c="dimmed">
          {words.conflictHint}
        </Text>
      )}
      {group === "errors" ? (
        result.errors.length === 0 ? (
          <Nothing />
        ) : (
          <FileErrors errors={result.errors} />
        )
      ) : (
        <Rows rows={rowsOf(result, group)} total={summary[group]} />
      )}
    </Stack>
  );
}

function Rows({ rows, total }: { rows: readonly ImportRow[]; total: number }) {
  const { directory, common, file } = useTexts();
  const { import: words } = directory;
  const format = useFormat();
  if (rows.length === 0) return <Nothing />;
  return (
    <>
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={70}>{file.line}</Table.Th>
              <Table.Th w="26%">{words.person}</Table.Th>
              <Table.Th>{words.changes}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.line} style={{ verticalAlign: "top" }}>
                <Table.Td className="numeric">{row.line}</Table.Td>
                <Table.Td>{row.displayName}</Table.Td>
                <Table.Td>{row.changes.length === 0 ? common.none : <Changes row={row} />}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {rows.length < total && (
        <Text size="sm" c="dimmed">
          {words.shown(format.number(rows.length), format.number(total))}
        </Text>
      )}
    </>
  );
}

/** Each changed field with both values; a new person's values stand alone. */
function Changes({ row }: { row: ImportRow }) {
  const words = useHistoryWords();
  return row.changes.map(({ field, before, after }) => (
    <div key={field} className={classes["change"]}>
      <span>{words.field(field)}:</span>
      {row.action !== "add" && <span className={classes["before"]}>{words.value(field, before)}</span>}
      {row.action !== "add" && <span aria-hidden>→</span>}
      <span>{words.value(field, after)}</span>
    </div>
  ));
}

function Nothing() {
  const { import: words } = useTexts().directory;
  return (
    <Text c="dimmed" size="sm">
      {words.nothing}
    </Text>
  );
}

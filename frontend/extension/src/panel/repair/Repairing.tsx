import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { proposeColumns, type ProposedColumn } from "../../recipe/columns";
import { partsOf, withAddress, withElement, withNext, withTable, type RecipePart } from "../../recipe/repair";
import { texts } from "../../texts";
import { PointButton } from "../PointButton";
import { atAnything, atControl, atTable } from "../pointing";
import { Columns } from "../record/MembersStep";
import type { OwnConnector, Server } from "../server";
import { addressIn, workingTab } from "../tab";
import { useAction } from "../useAction";

interface RepairingProps {
  server: Server;
  connector: OwnConnector;
  onEnd: () => void;
}

/** A recipe step by step; the one that broke is recorded anew, and the others stay. */
export function Repairing({ server, connector, onEnd }: RepairingProps) {
  const { record, repair } = texts;
  const [manifest, setManifest] = useState(connector.manifest);
  const [table, setTable] = useState<{ part: RecipePart; columns: ProposedColumn[] } | null>(null);
  const [version, setVersion] = useState<number | null>(null);
  const { run, isBusy, problem } = useAction();
  const parts = partsOf(manifest);

  const takeAddress = async (part: RecipePart) =>
    setManifest(withAddress(manifest, part, await addressIn(await workingTab())));
  const changeTable = (part: RecipePart, columns: ProposedColumn[]) => {
    setTable({ part, columns });
    setManifest(withTable(manifest, part, columns));
  };
  const save = async () => setVersion((await server.changeConnector(connector.slug, manifest)).version);

  return (
    <Stack>
      <Title order={1}>{repair.title(connector.slug)}</Title>
      <Text>{parts.length === 0 ? repair.none : repair.lead}</Text>
      {parts.map((part) => (
        <Group key={part.path.join(".")} justify="space-between" align="flex-start" wrap="nowrap">
          <div>
            <Text fw={600}>{repair.does[part.does]}</Text>
            <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {part.said}
            </Text>
          </div>
          <PartButton
            part={part}
            onElement={(element) => setManifest(withElement(manifest, part, element))}
            onNext={(element) => setManifest(withNext(manifest, part, element))}
            onTable={(columns) => changeTable(part, columns)}
            onAddress={() => run(() => takeAddress(part))}
          />
        </Group>
      ))}
      {table !== null && <Columns columns={table.columns} onChange={(columns) => changeTable(table.part, columns)} />}
      {problem !== null && <Alert color="red">{problem}</Alert>}
      {version !== null && <Alert color="green">{repair.saved(version)}</Alert>}
      <Group justify="space-between">
        <Button variant="default" onClick={onEnd}>
          {record.back}
        </Button>
        <Button
          loading={isBusy}
          disabled={manifest === connector.manifest || version !== null}
          onClick={() => run(save)}
        >
          {record.save}
        </Button>
      </Group>
    </Stack>
  );
}

interface PartButtonProps {
  part: RecipePart;
  onElement: (element: Parameters<typeof withElement>[2]) => void;
  onNext: (element: Parameters<typeof withNext>[2]) => void;
  onTable: (columns: ProposedColumn[]) => void;
  onAddress: () => void;
}

function PartButton({ part, onElement, onNext, onTable, onAddress }: PartButtonProps) {
  const { repair } = texts;
  const words = { label: repair.anew, ariaLabel: repair.anewLabel(`${repair.does[part.does]} ${part.said}`.trim()) };
  switch (part.kind) {
    case "element":
      return <PointButton point={atAnything} {...words} onPointed={onElement} />;
    case "next":
      return <PointButton point={atControl} {...words} onPointed={onNext} />;
    case "table":
      return <PointButton point={atTable} {...words} onPointed={(table) => onTable(proposeColumns(table))} />;
    case "address":
      return (
        <Button variant="light" onClick={onAddress}>
          {repair.takeAddress}
        </Button>
      );
  }
}

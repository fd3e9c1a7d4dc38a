import { Alert, Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { language, texts } from "../texts";
import { Recording } from "./record/Recording";
import { Repairing } from "./repair/Repairing";
import { isDue, type OwnConnector, type Server, type Workspace } from "./server";
import type { Pairing } from "./storage";
import { SyncRun } from "./SyncRun";

type View = { at: "home" } | { at: "record" } | { at: "repair"; connector: OwnConnector };

interface HomeProps {
  pairing: Pairing;
  server: Server;
  onUnpair: () => void;
}

/** What is to be read, what can be recorded, and what was. */
export function Home({ pairing, server, onUnpair }: HomeProps) {
  const { home } = texts;
  const [view, setView] = useState<View>({ at: "home" });
  const [workspaces, setWorkspaces] = useState<Workspace[]>([]);
  const [connectors, setConnectors] = useState<OwnConnector[]>([]);
  const [problem, setProblem] = useState<string | null>(null);

  const refresh = useCallback(() => {
    const load = async () => {
      const [known, recorded] = await Promise.all([server.workspaces(), server.connectors()]);
      setWorkspaces(known.filter(({ kind }) => kind === "assisted"));
      setConnectors(recorded.filter(({ manifest }) => /\brecipe:/u.test(manifest)));
      setProblem(null);
    };
    load().catch((error: unknown) => setProblem(texts.failed(String(error))));
  }, [server]);
  useEffect(refresh, [refresh]);

  const goHome = () => {
    setView({ at: "home" });
    refresh();
  };

  if (view.at === "record") return <Recording server={server} onEnd={goHome} />;
  if (view.at === "repair") return <Repairing server={server} connector={view.connector} onEnd={goHome} />;
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1}>{home.paired(pairing.organizationName)}</Title>
        <Button size="compact-sm" variant="default" onClick={onUnpair}>
          {home.unpair}
        </Button>
      </Group>
      {problem !== null && <Alert color="red">{problem}</Alert>}
      <Title order={2}>{home.assisted}</Title>
      {workspaces.length === 0 && <Text c="dimmed">{home.noWorkspaces}</Text>}
      {workspaces.map((workspace) => (
        <SyncRun key={workspace.id} server={server} workspace={workspace} onEnd={refresh}>
          <div>
            <Text fw={600}>{`${workspace.serviceName} · ${workspace.workspaceName}`}</Text>
            <Text size="xs" c="dimmed">
              {workspace.lastSynchronizationAt === null
                ? home.never
                : home.last(new Date(workspace.lastSynchronizationAt).toLocaleString(language))}
            </Text>
            {isDue(workspace) && <Badge variant="light">{home.due}</Badge>}
          </div>
        </SyncRun>
      ))}
      <Title order={2}>{home.recipes}</Title>
      <Text c="dimmed">{home.recordLead}</Text>
      {connectors.map((connector) => (
        <Group key={connector.slug} justify="space-between">
          <Text>{connector.slug}</Text>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={home.repairLabel(connector.slug)}
            onClick={() => setView({ at: "repair", connector })}
          >
            {home.repair}
          </Button>
        </Group>
      ))}
      <Button onClick={() => setView({ at: "record" })}>{home.record}</Button>
    </Stack>
  );
}

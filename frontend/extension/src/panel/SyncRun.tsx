import { Button, Group, Stack, Text } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { texts } from "../texts";
import { PageChanged } from "./pageChanged";
import { readMembers, type HandOver } from "./readMembers";
import type { Run, Server, Workspace } from "./server";
import { askForSite, workingTab } from "./tab";

interface SyncRunProps {
  server: Server;
  workspace: Workspace;
  onEnd: () => void;
  children: ReactNode;
}

const askAgain = 500;

/** A workspace with the button that reads its members in this browser. */
export function SyncRun({ server, workspace, onEnd, children }: SyncRunProps) {
  const { home, sync } = texts;
  const [told, setTold] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);

  const run = async () => {
    const recipe = await server.recipe(workspace.id);
    if (!(await askForSite(recipe.address, recipe.members.by === "file" ? ["downloads"] : []))) return sync.notAllowed;
    const tabId = await workingTab();
    const requestId = await server.beginSync(workspace.id);
    let members = 0;
    const handOver: HandOver = {
      rows: async (page, rows) => {
        await server.sendPage(requestId, page, rows);
        members += rows.length;
        setTold(`${sync.reading(members)} ${sync.keepOpen}`);
      },
      addresses: (rows) => server.detailAddresses(requestId, rows),
      file: async (file) => {
        await server.sendFile(requestId, file);
      },
    };
    try {
      await readMembers(tabId, recipe, handOver);
    } catch (error) {
      const [detail, said] =
        error instanceof PageChanged ? [error.message, error.said] : [String(error), String(error)];
      await server.failSync(requestId, detail);
      return sync.stopped(said);
    }
    await server.finishSync(requestId);
    setTold(sync.applying);
    return outcomeOf(await ended(server, requestId));
  };

  const onClick = () => {
    setRunning(true);
    setTold(sync.keepOpen);
    run()
      .catch((error: unknown) => texts.failed(String(error)))
      .then(
        (outcome) => {
          setTold(outcome);
          setRunning(false);
          onEnd();
        },
        () => undefined,
      );
  };

  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        {children}
        <Button
          size="compact-sm"
          loading={isRunning}
          aria-label={home.syncLabel(workspace.workspaceName)}
          onClick={onClick}
        >
          {home.sync}
        </Button>
      </Group>
      <Text aria-live="polite">{told}</Text>
    </Stack>
  );
}

async function ended(server: Server, requestId: string): Promise<Run> {
  for (;;) {
    const run = await server.run(requestId);
    if (run.status !== "queued" && run.status !== "running") return run;
    await new Promise((after) => setTimeout(after, askAgain));
  }
}

function outcomeOf(run: Run): string {
  const { sync } = texts;
  if (run.status === "held") return sync.held;
  if (run.status === "finished") return sync.finished(run.progress.accounts);
  return sync.stopped(run.error?.message ?? run.status);
}

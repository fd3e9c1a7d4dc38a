import { Anchor, Button, Group, Stack, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { can, useSession } from "@/app/session";
import { RelativeTime } from "@/components/RelativeTime";
import { useRunningWork } from "@/app/shell/runningWork";
import { useFormat, useTexts } from "@/texts";
import { FaultAlert } from "../FaultAlert";
import { useProgressWords } from "../progressWords";
import { isByHand, type Workspace } from "../types";
import { useWorkspaceActions } from "./actions";
import { useCause } from "./Cause";
import { permissionFor, remedyOf } from "./remedy";
import { RunMarks } from "./RunMarks";
import { WorkspaceMenu } from "./WorkspaceMenu";
import { WorkspaceState } from "./WorkspaceState";

/** One workspace with the whole cause of its state and what to do about it. */
export function WorkspaceDrawer({ workspace }: { workspace: Workspace }) {
  const { integration } = useTexts();
  const { status: texts } = integration;
  const format = useFormat();
  const session = useSession();
  const act = useWorkspaceActions();
  const cause = useCause(workspace);
  const remedy = remedyOf(workspace);
  const running = useRunningWork().find(({ workspaceId }) => workspaceId === workspace.id);
  const progress = useProgressWords(running?.progress ?? null);

  return (
    <Stack>
      <Group justify="space-between">
        <WorkspaceState workspace={workspace} />
        <WorkspaceMenu workspace={workspace} />
      </Group>
      {progress !== "" && (
        <Text size="sm" className="numeric">
          {progress}
        </Text>
      )}
      {workspace.error !== null && workspace.status === "failed" ? (
        <FaultAlert problem={workspace.error} />
      ) : (
        cause !== null && <Text size="sm">{cause}</Text>
      )}
      {remedy !== null && can(session, permissionFor[remedy]) && (
        <Group>
          <Button onClick={() => act(remedy === "retry" ? "sync" : remedy, workspace)}>{texts.actions[remedy]}</Button>
        </Group>
      )}
      <Table verticalSpacing={6} fz="sm">
        <Table.Tbody>
          <Fact label={texts.columns.accounts}>
            <Anchor
              renderRoot={(props) => <Link to="/accounts" search={{ workspaceIds: String(workspace.id) }} {...props} />}
            >
              {format.number(workspace.accountCount)}
            </Anchor>
          </Fact>
          <Fact label={texts.filters.kind}>{texts.kinds[workspace.kind]}</Fact>
          <Fact label={texts.columns.lastSync}>
            <RelativeTime at={workspace.lastSynchronizationAt} />
          </Fact>
          <Fact label={texts.columns.nextSync}>
            <RelativeTime at={workspace.nextSynchronizationAt} />
          </Fact>
          {!isByHand(workspace) && (
            <Fact label={texts.columns.runs}>
              <RunMarks runs={workspace.recentRuns} />
            </Fact>
          )}
          {typeof workspace.settings.baseUrl === "string" && (
            <Fact label={integration.connect.baseUrl}>{workspace.settings.baseUrl}</Fact>
          )}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th w={150} fw={400} c="dimmed">
        {label}
      </Table.Th>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  );
}

import { Progress } from "@mantine/core";
import { useRunningWork } from "@/app/shell/runningWork";
import { StatusBadge } from "@/components/StatusBadge";
import { useTexts } from "@/texts";
import { useProgressWords } from "../progressWords";
import { isByHand, type Workspace } from "../types";
import { WorkspaceStatusMark } from "../WorkspaceStatusMark";
import classes from "./status.module.css";

/** The state of a workspace; while it syncs, how far it is. */
export function WorkspaceState({ workspace }: { workspace: Workspace }) {
  const { status: texts } = useTexts().integration;
  const running = useRunningWork().find(({ workspaceId }) => workspaceId === workspace.id);
  const progress = running?.progress ?? null;
  const words = useProgressWords(progress === null ? null : { ...progress, secondsLeft: null });

  if (isByHand(workspace)) return <StatusBadge tone="neutral" label={texts.keptByHand} />;
  const badge = <WorkspaceStatusMark status={workspace.status} />;
  if (workspace.status !== "syncing" || progress === null) return badge;
  const total = progress.totalAccounts ?? 0;
  return (
    <span className={classes.progress}>
      <span title={words}>{badge}</span>
      {total > 0 && (
        <Progress size={3} value={(100 * progress.accounts) / total} aria-label={`${texts.states.syncing}: ${words}`} />
      )}
    </span>
  );
}

import { Button } from "@mantine/core";
import { can, useSession } from "@/app/session";
import { useFormat, useTexts } from "@/texts";
import type { Workspace } from "../types";
import { useWorkspaceActions } from "./actions";
import { permissionFor, remedyOf } from "./remedy";
import classes from "./status.module.css";

/** Why a workspace is not as it should be, and the one thing to do about it. */
export function Cause({ workspace }: { workspace: Workspace }) {
  const { status: texts } = useTexts().integration;
  const session = useSession();
  const act = useWorkspaceActions();
  const cause = useCause(workspace);
  const remedy = remedyOf(workspace);
  if (cause === null) return null;

  return (
    <span className={classes.remedy}>
      {remedy !== null && can(session, permissionFor[remedy]) && (
        <Button
          size="compact-xs"
          variant={remedy === "resume" || remedy === "sync" ? "default" : "light"}
          flex="none"
          onClick={() => act(remedy === "retry" ? "sync" : remedy, workspace)}
        >
          {texts.actions[remedy]}
        </Button>
      )}
      <span title={cause}>{cause}</span>
    </span>
  );
}

/** The cause in words, or null for a workspace that is well. */
export function useCause(workspace: Workspace): string | null {
  const { status: texts } = useTexts().integration;
  const format = useFormat();
  const { status, error, held } = workspace;
  const neverCause: Partial<Record<Workspace["kind"], string>> = {
    connected: texts.neverCause,
    assisted: texts.neverReadCause,
  };
  switch (status) {
    case "failed":
      return error?.message ?? texts.states.failed;
    case "held":
      return held === null
        ? texts.states.held
        : texts.heldCause(format.number(held.vanishing), format.number(held.known));
    case "paused":
      return texts.pausedCause;
    case "never":
      return neverCause[workspace.kind] ?? null;
    case "syncing":
    case "synced":
      return null;
  }
}

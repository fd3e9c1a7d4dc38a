import { Modal } from "@mantine/core";
import { lazy, Suspense, useCallback, useState, type ReactNode } from "react";
import { useNotify } from "@/components/useNotify";
import { useCatalogue } from "@/features/catalogue/queries";
import { useTexts } from "@/texts";
import { CustomAccounts } from "../custom/CustomAccounts";
import { useWorkspaceChanges } from "../queries";
import type { Workspace } from "../types";
import { WorkspaceActionsContext, type WorkspaceAction } from "./actions";
import { DisconnectDialog } from "./DisconnectDialog";
import { HeldDialog } from "./HeldDialog";
import { RenameDialog } from "./RenameDialog";
import { SettingsDialog } from "./SettingsDialog";

const ConnectDialog = lazy(() => import("../connect/ConnectDialog"));

type DialogAction = Exclude<WorkspaceAction, "sync" | "pause" | "resume">;

interface OpenDialog {
  action: DialogAction;
  workspace: Workspace;
}

/** Gives what lies below it the actions on workspaces, and shows their dialogs. */
export function WorkspaceActions({ children }: { children: ReactNode }) {
  const { status: texts } = useTexts().integration;
  const { done, refused } = useNotify();
  const { sync, change } = useWorkspaceChanges();
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const { mutate: startSync } = sync;
  const { mutate: applyChange } = change;

  const act = useCallback(
    (action: WorkspaceAction, workspace: Workspace) => {
      const { id, workspaceName } = workspace;
      const setPaused = (paused: boolean, undo?: () => void) =>
        applyChange(
          { workspaceId: id, paused },
          {
            onSuccess: () => done(paused ? texts.paused(workspaceName) : texts.resumed(workspaceName), undo),
            onError: refused,
          },
        );
      switch (action) {
        case "sync":
          startSync(id, { onSuccess: () => done(texts.syncStarted(workspaceName)), onError: refused });
          break;
        case "pause":
          setPaused(true, () => setPaused(false));
          break;
        case "resume":
          setPaused(false);
          break;
        default:
          setOpen({ action, workspace });
      }
    },
    [applyChange, done, refused, startSync, texts],
  );

  return (
    <WorkspaceActionsContext value={act}>
      {children}
      {open !== null && <ActionDialog {...open} onClose={() => setOpen(null)} />}
    </WorkspaceActionsContext>
  );
}

function ActionDialog({ action, workspace, onClose }: OpenDialog & { onClose: () => void }) {
  const props = { workspace, onClose };
  switch (action) {
    case "reintegrate":
      return <Reintegration {...props} />;
    case "decide":
      return <HeldDialog {...props} />;
    case "rename":
      return <RenameDialog {...props} />;
    case "settings":
      return <SettingsDialog {...props} />;
    case "disconnect":
      return <DisconnectDialog {...props} />;
    case "addAccounts":
      return (
        <Modal opened onClose={onClose} title={`${workspace.serviceName} · ${workspace.workspaceName}`} size="lg">
          <CustomAccounts workspaceId={workspace.id} />
        </Modal>
      );
  }
}

function Reintegration({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const { data } = useCatalogue();
  const service = data?.find(({ id }) => id === workspace.serviceId);
  if (service === undefined) return null;
  return (
    <Suspense>
      <ConnectDialog service={service} workspace={workspace} onClose={onClose} />
    </Suspense>
  );
}

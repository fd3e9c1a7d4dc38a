import { createContext, use } from "react";
import type { Workspace } from "../types";

/** What somebody can do to a workspace. Some are done at once, others open a dialog. */
export type WorkspaceAction =
  "sync" | "pause" | "resume" | "reintegrate" | "decide" | "rename" | "settings" | "disconnect" | "addAccounts";

export type Act = (action: WorkspaceAction, workspace: Workspace) => void;

export const WorkspaceActionsContext = createContext<Act | null>(null);

export function useWorkspaceActions(): Act {
  const act = use(WorkspaceActionsContext);
  if (act === null) throw new Error("useWorkspaceActions needs WorkspaceActions above it");
  return act;
}

import { StatusBadge } from "@/components/StatusBadge";
import { useTexts } from "@/texts";
import { statusTones } from "./statusTones";
import type { WorkspaceStatus } from "./types";

/** The state of a workspace by icon and word. */
export function WorkspaceStatusMark({ status }: { status: WorkspaceStatus }) {
  const { states } = useTexts().integration.status;
  return <StatusBadge tone={statusTones[status]} label={states[status]} />;
}

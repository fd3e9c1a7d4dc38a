import type { Permission } from "@/api/types";
import { isByHand, type Workspace } from "../types";

/** The one thing to do about a workspace that is not as it should be. */
export type Remedy = "reintegrate" | "retry" | "decide" | "resume" | "sync";

/** What somebody has to be allowed for a remedy. */
export const permissionFor: Readonly<Record<Remedy, Permission>> = {
  reintegrate: "workspaces:connect",
  retry: "workspaces:connect",
  sync: "workspaces:connect",
  decide: "workspaces:write",
  resume: "workspaces:write",
};

/** Failures that no retry mends: something about the credentials or the address has to change. */
const needsNewCredentials = new Set([
  "credentials_rejected",
  "permission_missing",
  "plan_not_eligible",
  "second_factor_or_sso",
  "second_factor_needed",
  "second_factor_unsupported",
  "sso_enforced",
  "password_expired",
  "service_not_found",
  "invalid_connector_input",
  "oauth_denied",
]);

/** What is read in a person's own browser is read again there. */
function remedyInBrowser({ status, held }: Workspace): Remedy | null {
  if (status === "held" && held !== null) return "decide";
  return status === "paused" ? "resume" : null;
}

export function remedyOf(workspace: Workspace): Remedy | null {
  if (isByHand(workspace)) return null;
  if (workspace.kind === "assisted") return remedyInBrowser(workspace);
  switch (workspace.status) {
    case "failed":
      return workspace.error !== null && needsNewCredentials.has(workspace.error.errorId) ? "reintegrate" : "retry";
    case "held":
      return workspace.held === null ? "retry" : "decide";
    case "paused":
      return "resume";
    case "never":
      return "sync";
    case "syncing":
    case "synced":
      return null;
  }
}

import type { UserType } from "@/features/account/types";
import type { WorkspaceStatus } from "@/features/integration/types";

/** A service that has at least one workspace. */
export interface IntegratedService {
  id: number;
  name: string;
  uniqueName: string;
  workspaces: { id: number; name: string; status: WorkspaceStatus }[];
  accountCount: number;
  accountsByType: Partial<Record<UserType, number>>;
  alertsCount: number;
  lastSynchronizationAt: string | null;
}

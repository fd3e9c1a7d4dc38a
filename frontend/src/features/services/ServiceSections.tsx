import { useParams } from "@tanstack/react-router";
import { EmptyState } from "@/components/EmptyState";
import { AccountList } from "@/features/account/AccountList";
import { AlertList } from "@/features/alert/list/AlertList";
import { LogList } from "@/features/integration/log/LogList";
import { WorkspaceList } from "@/features/integration/status/WorkspaceList";
import { useTexts } from "@/texts";

function useServiceId(): number {
  return Number(useParams({ strict: false }).serviceId);
}

export function ServiceAccounts() {
  const serviceId = useServiceId();
  return <AccountList serviceId={serviceId} />;
}

export function ServiceAlerts() {
  return <AlertList serviceId={useServiceId()} />;
}

export function ServiceWorkspaces() {
  const { services } = useTexts();
  return <WorkspaceList serviceId={useServiceId()} empty={<EmptyState title={services.notIntegrated} />} />;
}

export function ServiceLog() {
  return <LogList serviceId={useServiceId()} />;
}

import { useCan, useOrganizationId } from "@/app/session";
import { DataList } from "@/components/DataList";
import { EmptyState } from "@/components/EmptyState";
import { useTexts } from "@/texts";
import { targetName } from "../cells";
import { AlertDrawer } from "../drawer/AlertDrawer";
import { BulkActions } from "../mute/BulkActions";
import { alertsKey, exportAddresses, fetchAlerts } from "../queries";
import type { AlertScope } from "../query";
import { useAlertList } from "./useAlertList";

/** Alerts of the organization, of a type, a service or a person, with the drawer of each. */
export function AlertList({ type, serviceId, peopleId, isMuted = false }: AlertScope) {
  const { account, alert } = useTexts();
  const scope: AlertScope = { type, serviceId, peopleId, isMuted };
  const organizationId = useOrganizationId();
  const definition = useAlertList(scope);
  const mayChange = useCan("alerts:write");
  const mayExport = useCan("accounts:export");
  const empty = isMuted ? alert.emptyMuted : alert.empty;

  return (
    <DataList
      definition={definition}
      queryKey={alertsKey(organizationId, "list", scope)}
      fetchPage={(request) => fetchAlerts(organizationId, scope, request)}
      empty={<EmptyState title={empty.title} hint={empty.hint} />}
      drawer={{
        title: (_, row) => (row === undefined ? undefined : targetName(row, account)),
        content: (id, row) => <AlertDrawer key={id} alertId={Number(id)} row={row} />,
      }}
      bulkActions={mayChange ? (alerts, clear) => <BulkActions alerts={alerts} onDone={clear} /> : undefined}
      exportLinks={mayExport ? (request) => exportAddresses(organizationId, scope, request) : undefined}
    />
  );
}

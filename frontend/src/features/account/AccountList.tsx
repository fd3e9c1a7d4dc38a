import { useCan, useOrganizationId } from "@/app/session";
import { DataList } from "@/components/DataList";
import { AccountDrawer, AccountTitle } from "./drawer/AccountDrawer";
import { BulkActions } from "./bulk/BulkActions";
import { EmptyAccounts } from "./EmptyAccounts";
import { accountsKey, exportAddresses, fetchAccounts } from "./queries";
import type { AccountScope } from "./query";
import { useAccountList } from "./useAccountList";

/** Accounts of the organization, of a service, of workspaces or of a person, with the drawer of each. */
export function AccountList({ serviceId, workspaceIds, peopleId }: AccountScope) {
  const scope: AccountScope = { serviceId, workspaceIds, peopleId };
  const organizationId = useOrganizationId();
  const definition = useAccountList(scope);
  const mayChange = useCan("accounts:write");
  const mayExport = useCan("accounts:export");

  return (
    <DataList
      definition={definition}
      queryKey={accountsKey(organizationId, "list", scope)}
      fetchPage={(request) => fetchAccounts(organizationId, scope, request)}
      empty={<EmptyAccounts scope={scope} />}
      drawer={{
        title: (id, row) => <AccountTitle accountId={Number(id)} row={row} />,
        content: (id, row) => <AccountDrawer key={id} accountId={Number(id)} row={row} />,
      }}
      bulkActions={mayChange ? (accounts, clear) => <BulkActions accounts={accounts} onDone={clear} /> : undefined}
      exportLinks={
        mayExport ? (request, columns) => exportAddresses(organizationId, scope, request, columns) : undefined
      }
    />
  );
}

import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { valuesOf, type SearchParams } from "@/app/searchParams";
import { useCan, useOrganizationId } from "@/app/session";
import { LinkButton } from "@/components/LinkButton";
import { LinkDialog } from "@/features/account/bulk/LinkDialog";
import { OperationButtons } from "@/features/operation/OperationButtons";
import { accountQuery } from "@/features/account/queries";
import type { Account } from "@/features/account/types";
import { useTexts } from "@/texts";
import type { Alert } from "../types";

/** What can be done about an alert from here. */
export function AlertActions({ alert }: { alert: Alert }) {
  const { account, workspace } = alert;
  if (account) return <AccountActions accountId={account.accountId} isUnknown={alert.type === "unknown_account"} />;
  return <WorkspaceActions alert={alert} workspaceId={workspace.id} />;
}

function AccountActions({ accountId, isUnknown }: { accountId: number; isUnknown: boolean }) {
  const { drawer } = useTexts().alert;
  const search: SearchParams = useSearch({ strict: false });
  // A button in a message leads here: it opens the question, and does nothing by itself.
  const isAsked = valuesOf(search["action"])[0] === "delete";
  const { data: account } = useQuery(accountQuery(useOrganizationId(), accountId));
  const mayChange = useCan("accounts:write");
  return (
    <Group gap="xs">
      {account !== undefined && mayChange && isUnknown && <LinkAction account={account} />}
      {account !== undefined && (
        <OperationButtons
          account={account}
          initially={isAsked ? "delete" : undefined}
          origin={isAsked ? "slack" : undefined}
        />
      )}
      <LinkButton to="/accounts" search={{ open: String(accountId) }} size="compact-sm" variant="default">
        {drawer.openAccount}
      </LinkButton>
    </Group>
  );
}

function LinkAction({ account }: { account: Account }) {
  const { owner } = useTexts().account;
  const [isLinking, linking] = useDisclosure(false);
  return (
    <>
      <Button size="compact-sm" onClick={linking.open}>
        {owner.link}
      </Button>
      <LinkDialog accounts={[account]} opened={isLinking} onClose={linking.close} />
    </>
  );
}

function WorkspaceActions({ alert, workspaceId }: { alert: Alert; workspaceId: number }) {
  const { drawer } = useTexts().alert;
  const mayOpen = useCan("workspaces:read");
  if (!mayOpen) return null;
  const needsCredentials = alert.type === "expired_credentials" || alert.type === "expiring_credentials";
  return (
    <Group gap="xs">
      <LinkButton to="/integrations" search={{ open: String(workspaceId) }} size="compact-sm">
        {needsCredentials ? drawer.reintegrate : drawer.openWorkspace}
      </LinkButton>
    </Group>
  );
}

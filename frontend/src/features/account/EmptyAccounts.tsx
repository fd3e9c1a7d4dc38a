import { useCan } from "@/app/session";
import { EmptyState } from "@/components/EmptyState";
import { LinkButton } from "@/components/LinkButton";
import { useTexts } from "@/texts";
import type { AccountScope } from "./query";

export function EmptyAccounts({ scope }: { scope: AccountScope }) {
  const { empty } = useTexts().account;
  const mayConnect = useCan("workspaces:connect");
  if (scope.peopleId !== undefined) return <EmptyState title={empty.ofPerson} hint={empty.ofPersonHint} />;
  if (scope.serviceId !== undefined || scope.workspaceIds !== undefined) {
    return <EmptyState title={empty.ofService} hint={empty.ofServiceHint} />;
  }
  const action = mayConnect && <LinkButton to="/integrations/catalogue">{empty.action}</LinkButton>;
  return <EmptyState title={empty.title} hint={empty.hint} action={action} />;
}

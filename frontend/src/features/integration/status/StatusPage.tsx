import { IconPlus } from "@tabler/icons-react";
import { useCan } from "@/app/session";
import { EmptyState } from "@/components/EmptyState";
import { LinkButton } from "@/components/LinkButton";
import { Page } from "@/components/Page";
import { useTexts } from "@/texts";
import { IntegrationHeader } from "../IntegrationHeader";
import { WorkspaceList } from "./WorkspaceList";

export function StatusPage() {
  const { integration } = useTexts();
  const mayConnect = useCan("workspaces:connect");
  const integrate = mayConnect && (
    <LinkButton to="/integrations/catalogue" leftSection={<IconPlus size={16} aria-hidden />}>
      {integration.integrate}
    </LinkButton>
  );
  return (
    <Page kind="list">
      <IntegrationHeader actions={integrate} />
      <WorkspaceList
        empty={<EmptyState title={integration.status.emptyTitle} hint={integration.status.empty} action={integrate} />}
      />
    </Page>
  );
}

import { useSearch } from "@tanstack/react-router";
import { valuesOf } from "@/app/searchParams";
import { LinkButton } from "@/components/LinkButton";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";
import { FaultAlert } from "../FaultAlert";
import { faultOf } from "../faults";

/** Where the browser lands when the service's consent screen did not lead to a workspace. */
export function ConnectFailedPage() {
  const { integration } = useTexts();
  const { connectFailed } = integration;
  const [errorId = "unknown"] = valuesOf(useSearch({ strict: false }).errorId);
  return (
    <Page kind="text">
      <PageHeader title={connectFailed.title} lead={connectFailed.lead} />
      <FaultAlert problem={{ errorId, ...faultOf(integration, errorId) }} />
      <div>
        <LinkButton to="/integrations/catalogue" mt="md" variant="default">
          {connectFailed.again}
        </LinkButton>
      </div>
    </Page>
  );
}

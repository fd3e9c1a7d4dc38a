import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";

export function ApiKeysPage() {
  const { apiKeys } = useTexts().access;
  return (
    <Page kind="text">
      <PageHeader title={apiKeys.title} lead={apiKeys.lead} />
    </Page>
  );
}

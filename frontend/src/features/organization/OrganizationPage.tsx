import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";

export function OrganizationPage() {
  const { organization } = useTexts();
  return (
    <Page kind="text">
      <PageHeader title={organization.settingsTitle} />
    </Page>
  );
}

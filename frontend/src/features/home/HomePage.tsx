import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";

export function HomePage() {
  const { home } = useTexts();
  return (
    <Page kind="text">
      <PageHeader title={home.title} />
    </Page>
  );
}

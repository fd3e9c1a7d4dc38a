import { Stack } from "@mantine/core";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";
import { BackToDirectory } from "../BackToDirectory";
import { CustomFieldsPanel } from "./CustomFieldsPanel";
import { MasterPanel } from "./MasterPanel";
import { NamesPanel } from "./NamesPanel";

export function SettingsPage() {
  const { settings } = useTexts().directory;
  return (
    <Page kind="text">
      <BackToDirectory />
      <PageHeader title={settings.title} />
      <Stack pb="lg">
        <MasterPanel />
        <CustomFieldsPanel />
        <NamesPanel />
      </Stack>
    </Page>
  );
}

import { Stack } from "@mantine/core";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";
import { ChannelsPanel } from "./channel/ChannelsPanel";
import { ExportsPanel } from "./exports/ExportsPanel";

/** Where the organization's alerts go, and which lists are sent regularly. */
export function NotificationsPage() {
  const { notification } = useTexts();
  return (
    <Page kind="text">
      <PageHeader title={notification.title} lead={notification.lead} />
      <Stack maw={860}>
        <ChannelsPanel />
        <ExportsPanel />
      </Stack>
    </Page>
  );
}

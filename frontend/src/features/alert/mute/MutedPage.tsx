import { Page } from "@/components/Page";
import { useTexts } from "@/texts";
import { AlertsHeader } from "../AlertsHeader";
import { AlertList } from "../list/AlertList";
import { ServiceMutes } from "./ServiceMutes";

/** What is left out of the alerts: accounts one by one, and services as a whole. */
export function MutedPage() {
  const { alert } = useTexts();
  return (
    <Page kind="list">
      <AlertsHeader lead={alert.mutedLead} />
      <ServiceMutes />
      <AlertList isMuted />
    </Page>
  );
}

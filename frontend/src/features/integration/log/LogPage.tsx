import { Page } from "@/components/Page";
import { IntegrationHeader } from "../IntegrationHeader";
import { LogList } from "./LogList";

export function LogPage() {
  return (
    <Page kind="list">
      <IntegrationHeader />
      <LogList />
    </Page>
  );
}

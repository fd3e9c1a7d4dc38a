import { Anchor, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";
import { AutomationForm } from "./AutomationForm";
import { automationQuery } from "./queries";
import { RunHistory } from "./RunHistory";
import { TryPanel } from "./TryPanel";

/** One automation: when it runs, for whom, what it does, a trial and what it did so far. */
export function AutomationPage() {
  const { automation: texts } = useTexts();
  const { automationId = "" } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(automationQuery(useOrganizationId(), automationId));
  return (
    <Page kind="text">
      <Text size="sm" mb={4}>
        <Anchor renderRoot={(props) => <Link to="/offboarding/automations" {...props} />}>{texts.all}</Anchor>
      </Text>
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton height={420} maw={860} />
      ) : (
        <>
          <PageHeader title={data.name} lead={texts.kindLeads[data.kind]} />
          <Stack maw={860}>
            <AutomationForm key={JSON.stringify(data)} automation={data} />
            <TryPanel automation={data} />
            <RunHistory id={data.id} />
          </Stack>
        </>
      )}
    </Page>
  );
}

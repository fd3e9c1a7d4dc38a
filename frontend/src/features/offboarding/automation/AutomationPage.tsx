import { Anchor, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { valuesOf, type SearchParams } from "@/app/searchParams";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";
import { newAutomation } from "./draft";
import { AutomationForm } from "./AutomationForm";
import { automationQuery } from "./queries";
import { RunHistory } from "./RunHistory";
import { TryPanel } from "./TryPanel";

/** Writes a new automation; nothing is stored before it is saved. */
export function NewAutomationPage() {
  const { automation: texts } = useTexts();
  const search: SearchParams = useSearch({ strict: false });
  const kind = valuesOf(search["kind"])[0] === "joiner" ? "joiner" : "leaver";
  return (
    <Frame>
      <PageHeader title={texts.newNames[kind]} lead={texts.kindLeads[kind]} />
      <Stack maw={860}>
        <AutomationForm key={kind} draft={newAutomation(kind, texts.newNames[kind])} />
      </Stack>
    </Frame>
  );
}

/** One automation: when it runs, for whom, what it does, a trial and what it did so far. */
export function AutomationPage() {
  const { automation: texts } = useTexts();
  const { automationId = "" } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(automationQuery(useOrganizationId(), Number(automationId)));
  return (
    <Frame>
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton height={420} maw={860} />
      ) : (
        <>
          <PageHeader title={data.name} lead={texts.kindLeads[data.kind]} />
          <Stack maw={860}>
            <AutomationForm key={JSON.stringify(data)} id={data.id} draft={data} />
            <TryPanel automation={data} />
            <RunHistory id={data.id} />
          </Stack>
        </>
      )}
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const { automation } = useTexts();
  return (
    <Page kind="text">
      <Text size="sm" mb={4}>
        <Anchor renderRoot={(props) => <Link to="/offboarding/automations" {...props} />}>{automation.all}</Anchor>
      </Text>
      {children}
    </Page>
  );
}

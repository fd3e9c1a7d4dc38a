import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";
import { policiesQuery } from "../queries";
import { PolicyTable } from "./PolicyTable";

/** What is done by default with a leaver's accounts, service by service. */
export function PoliciesPage() {
  const { policies } = useTexts().offboarding;
  const { data, error, refetch } = useQuery(policiesQuery(useOrganizationId()));
  return (
    <Page kind="text">
      <PageHeader title={policies.title} lead={policies.lead} />
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton height={320} maw={860} />
      ) : (
        <PolicyTable saved={data} />
      )}
    </Page>
  );
}

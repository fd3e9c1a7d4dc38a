import { Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";
import { Inactivity } from "@/features/alert/settings/Inactivity";
import { DeletionGrace } from "./DeletionGrace";
import { Domains } from "./Domains";
import { EmployeeMaster } from "./EmployeeMaster";
import { Guard } from "./Guard";
import { Profile } from "./Profile";
import { organizationQuery } from "./queries";

export function OrganizationPage() {
  const { organization: words } = useTexts();
  const { data, error, refetch } = useQuery(organizationQuery(useOrganizationId()));
  return (
    <Page kind="text">
      <PageHeader title={words.settingsTitle} lead={words.lead} />
      {data !== undefined ? (
        <Stack maw={760}>
          <Profile organization={data} />
          <Domains />
          <EmployeeMaster organization={data} />
          <Guard organization={data} />
          <DeletionGrace organization={data} />
          <Inactivity />
        </Stack>
      ) : error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={480} maw={760} />
      )}
    </Page>
  );
}

import { Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Home } from "@/api/types";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";
import { waitingQuery } from "@/features/offboarding/queries";
import { Attention } from "./Attention";
import { waitingLine } from "./attentionItems";
import { Checklist } from "./Checklist";
import { Numbers } from "./Numbers";
import { homeQuery } from "./queries";
import classes from "./Home.module.css";

export function HomePage() {
  const { home } = useTexts();
  const { data, error, refetch } = useQuery(homeQuery(useOrganizationId()));
  return (
    <Page kind="text">
      <PageHeader title={home.title} />
      {data !== undefined ? (
        <Content home={data} />
      ) : error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Pending />
      )}
    </Page>
  );
}

function Content({ home }: { home: Home }) {
  const { data: waiting = 0 } = useQuery(waitingQuery(useOrganizationId()));
  const { employeeMaster, firstService, colleague } = home.checklist;
  const isNew = !(employeeMaster && firstService && colleague);
  return (
    <div className={classes["columns"]}>
      <Stack>
        {isNew && <Checklist checklist={home.checklist} />}
        <Attention items={[...home.attention, ...waitingLine(waiting)]} />
      </Stack>
      <Numbers numbers={home.numbers} past={home.past} />
    </div>
  );
}

function Pending() {
  const { common } = useTexts();
  return (
    <div className={classes["columns"]} role="status" aria-label={common.loading}>
      <Skeleton height={280} />
      <Skeleton height={280} />
    </div>
  );
}

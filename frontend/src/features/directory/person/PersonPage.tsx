import { Skeleton, Stack, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { valuesOf, type SearchParams } from "@/app/searchParams";
import { useCan, useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { AccountList } from "@/features/account/AccountList";
import { AlertList } from "@/features/alert/list/AlertList";
import { PersonQueue } from "@/features/offboarding/automation/PersonQueue";
import { useFormat, useTexts } from "@/texts";
import { BackToDirectory } from "../BackToDirectory";
import { personQuery } from "../queries";
import type { Identity } from "../types";
import { MergedPeople } from "./MergedPeople";
import { PersonFacts } from "./PersonFacts";
import { PersonHeader } from "./PersonHeader";
import { PersonHistory } from "./PersonHistory";
import classes from "./PersonPage.module.css";

export function PersonPage() {
  const { common, directory } = useTexts();
  const { identityId } = useParams({ from: "/shell/directory/$identityId" });
  const person = useQuery(personQuery(useOrganizationId(), identityId));

  return (
    <Page kind="list">
      <BackToDirectory />
      {person.isError ? (
        <>
          <PageHeader title={directory.title} />
          <ErrorState error={person.error} onRetry={() => void person.refetch()} />
        </>
      ) : person.data === undefined ? (
        <Stack role="status" aria-busy aria-label={common.loading}>
          <Skeleton height={32} width={260} />
          <Skeleton height={320} />
        </Stack>
      ) : (
        <Person person={person.data} />
      )}
    </Page>
  );
}

function Person({ person }: { person: Identity }) {
  return (
    <>
      <PersonHeader person={person} />
      <div className={classes["columns"]}>
        <aside className={classes["facts"]}>
          <PersonFacts person={person} />
          <MergedPeople person={person} />
          <PersonQueue peopleId={person.peopleId} />
        </aside>
        <PersonTabs person={person} />
      </div>
    </>
  );
}

const tabs = ["accounts", "alerts", "history"] as const;

function PersonTabs({ person }: { person: Identity }) {
  const { directory: texts } = useTexts();
  const format = useFormat();
  const navigate = useNavigate();
  const maySeeAccounts = useCan("accounts:read");
  const maySeeAlerts = useCan("alerts:read");
  const search: SearchParams = useSearch({ strict: false });
  const wanted = tabs.find((tab) => tab === valuesOf(search["tab"])[0]) ?? "accounts";
  const chosen = maySeeAccounts ? wanted : "history";
  const choose = (tab: string | null) =>
    void navigate({
      to: ".",
      search: tab === null || tab === "accounts" ? {} : { tab },
      replace: true,
      resetScroll: false,
    });

  return (
    <Tabs value={chosen} onChange={choose} keepMounted={false} className={classes["tabs"]}>
      <Tabs.List>
        {maySeeAccounts && (
          <Tabs.Tab value="accounts">
            {texts.person.accounts} <span className={classes["count"]}>{format.number(person.accountCount)}</span>
          </Tabs.Tab>
        )}
        {maySeeAlerts && <Tabs.Tab value="alerts">{texts.person.alerts}</Tabs.Tab>}
        <Tabs.Tab value="history">{texts.person.history}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="accounts" className={classes["panel"]}>
        <AccountList peopleId={person.peopleId} />
      </Tabs.Panel>
      <Tabs.Panel value="alerts" className={classes["panel"]}>
        <AlertList peopleId={person.peopleId} />
      </Tabs.Panel>
      <Tabs.Panel value="history" className={classes["scrolled"]}>
        <PersonHistory person={person} />
      </Tabs.Panel>
    </Tabs>
  );
}

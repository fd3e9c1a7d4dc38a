import { Skeleton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { valuesOf, type SearchParams } from "@/app/searchParams";
import { useOrganizationId } from "@/app/session";
import { SearchField } from "@/components/DataList/SearchField";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { useTexts } from "@/texts";
import { OffboardingHeader } from "../OffboardingHeader";
import { boardQuery } from "../queries";
import { StartButton } from "../start/StartButton";
import { Board } from "./Board";

export function OffboardingPage() {
  const { list, offboarding } = useTexts();
  const navigate = useNavigate();
  const search: SearchParams = useSearch({ strict: false });
  const [query = ""] = valuesOf(search["query"]);
  const { data, error, refetch } = useQuery({
    ...boardQuery(useOrganizationId(), query),
    placeholderData: keepPreviousData,
  });
  const find = (typed: string) =>
    void navigate({ to: ".", search: typed === "" ? {} : { query: typed }, replace: true, resetScroll: false });

  return (
    <Page kind="list">
      <OffboardingHeader lead={offboarding.lead} actions={<StartButton variant="filled" />} />
      <div style={{ flex: "none", marginBottom: 10 }}>
        <SearchField value={query} placeholder={offboarding.searchPlaceholder} onChange={find} />
      </div>
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton height={360} />
      ) : data.length > 0 ? (
        <Board offboardings={data} />
      ) : query === "" ? (
        <EmptyState title={offboarding.empty.title} hint={offboarding.empty.hint} action={<StartButton />} />
      ) : (
        <EmptyState title={list.nothingFound} hint={list.nothingFoundHint} />
      )}
    </Page>
  );
}

import { useSearch } from "@tanstack/react-router";
import { valuesOf, type SearchParams } from "@/app/searchParams";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";
import { AccountList } from "./AccountList";
import { showsRetired } from "./query";

export function AccountsPage() {
  const { account: texts } = useTexts();
  const search: SearchParams = useSearch({ strict: false });
  const isRetired = showsRetired(valuesOf(search["types"]));

  return (
    <Page kind="list">
      {isRetired ? (
        <PageHeader title={texts.retired.title} lead={texts.retired.lead} />
      ) : (
        <PageHeader title={texts.allAccounts} lead={texts.lead} />
      )}
      <AccountList />
    </Page>
  );
}

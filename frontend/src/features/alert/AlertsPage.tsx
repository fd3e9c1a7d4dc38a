import { useNavigate, useSearch } from "@tanstack/react-router";
import { valuesOf, type SearchParams } from "@/app/searchParams";
import { Page } from "@/components/Page";
import { useTexts } from "@/texts";
import { AlertsHeader } from "./AlertsHeader";
import { AlertList } from "./list/AlertList";
import { TypeTabs } from "./list/TypeTabs";
import { alertTypes, type AlertType } from "./types";

export function AlertsPage() {
  const { alert } = useTexts();
  const navigate = useNavigate();
  const type = useChosenType();
  const choose = (next: AlertType | null) =>
    void navigate({
      to: ".",
      search: (current: SearchParams) => ({ ...current, type: next ?? undefined, open: undefined }),
      replace: true,
    });

  return (
    <Page kind="list">
      <AlertsHeader lead={type === null ? alert.lead : alert.meanings[type]} />
      <TypeTabs type={type} onChange={choose}>
        <AlertList key={type} type={type ?? undefined} />
      </TypeTabs>
    </Page>
  );
}

/** The type that the URL tells. */
function useChosenType(): AlertType | null {
  const search: SearchParams = useSearch({ strict: false });
  const [wanted] = valuesOf(search["type"]);
  return alertTypes.find((type) => type === wanted) ?? null;
}

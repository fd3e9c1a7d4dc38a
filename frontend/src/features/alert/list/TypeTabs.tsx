import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useOrganizationId } from "@/app/session";
import classes from "@/components/CountedTabs.module.css";
import { useFormat, useTexts } from "@/texts";
import { summaryQuery } from "../queries";
import { alertTypes, type AlertType } from "../types";

interface TypeTabsProps {
  type: AlertType | null;
  onChange: (type: AlertType | null) => void;
  /** The list of the chosen type. */
  children: ReactNode;
}

const all = "all";

/** The types of alerts that there are now, with how many of each. */
export function TypeTabs({ type, onChange, children }: TypeTabsProps) {
  const { alert } = useTexts();
  const format = useFormat();
  const { data: summary } = useQuery(summaryQuery(useOrganizationId()));
  const counts = new Map(summary?.byType.map((each) => [each.type, each.count - each.muted]));
  const total = summary?.byType.reduce((sum, { count, muted }) => sum + count - muted, 0);
  const shown = alertTypes.filter((each) => each === type || (counts.get(each) ?? 0) > 0);

  return (
    <Tabs
      value={type ?? all}
      onChange={(value) => onChange(alertTypes.find((each) => each === value) ?? null)}
      className={classes.tabs}
    >
      <Tabs.List aria-label={alert.types.label} className={classes.list}>
        <Tabs.Tab value={all}>
          {alert.types.all}
          <span className={classes.count}>{total === undefined ? "" : format.number(total)}</span>
        </Tabs.Tab>
        {shown.map((each) => (
          <Tabs.Tab key={each} value={each}>
            {alert.types[each]}
            <span className={classes.count}>{format.number(counts.get(each) ?? 0)}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={type ?? all} className={classes.panel}>
        {children}
      </Tabs.Panel>
    </Tabs>
  );
}

import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useOrganizationId } from "@/app/session";
import classes from "@/components/CountedTabs.module.css";
import { useFormat, useTexts } from "@/texts";
import { statsQuery } from "../queries";
import { managementTypes, type ManagementType } from "../types";

interface KindTabsProps {
  kind: ManagementType | null;
  onChange: (kind: ManagementType | null) => void;
  /** The list of the chosen kind. */
  children: ReactNode;
}

const all = "all";

/** The kinds of ID with how many entries each has. */
export function KindTabs({ kind, onChange, children }: KindTabsProps) {
  const { kinds } = useTexts().directory;
  const format = useFormat();
  const { data: stats } = useQuery(statsQuery(useOrganizationId()));
  const counts = new Map(stats?.managementTypes.map(({ type, count }) => [type, count]));
  const total = stats?.managementTypes.reduce((sum, { count }) => sum + count, 0);
  const shown = (count: number | undefined) => (count === undefined ? "" : format.number(count));

  return (
    <Tabs
      value={kind ?? all}
      onChange={(value) => onChange(managementTypes.find((type) => type === value) ?? null)}
      className={classes["tabs"]}
    >
      <Tabs.List aria-label={kinds.label} className={classes["list"]}>
        {([all, ...managementTypes] as const).map((value) => (
          <Tabs.Tab key={value} value={value}>
            {kinds[value]}
            <span className={classes["count"]}>{shown(value === all ? total : counts.get(value))}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={kind ?? all} className={classes["panel"]}>
        {children}
      </Tabs.Panel>
    </Tabs>
  );
}

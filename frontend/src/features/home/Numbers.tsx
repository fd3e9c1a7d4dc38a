import type { Home } from "@/api/types";
import { Panel } from "@/components/Panel";
import { useFormat, useTexts } from "@/texts";
import classes from "./Home.module.css";

export function Numbers({ numbers }: { numbers: Home["numbers"] }) {
  const { numbers: words } = useTexts().home;
  const format = useFormat();
  const { twoFactorShare } = numbers;
  const rows: readonly [string, string][] = [
    [words.services, format.number(numbers.services)],
    [words.workspaces, format.number(numbers.workspaces)],
    [words.accounts, format.number(numbers.accounts)],
    [words.people, format.number(numbers.people)],
    [words.retiredAccounts, format.number(numbers.retiredAccounts)],
    [words.twoFactor, typeof twoFactorShare === "number" ? format.share(twoFactorShare) : words.twoFactorUnknown],
  ];
  return (
    <Panel title={words.title}>
      <dl className={classes["numbers"]}>
        {rows.map(([label, value]) => (
          <div key={label} style={{ display: "contents" }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

import type { Home } from "@/api/types";
import { Panel } from "@/components/Panel";
import { useFormat, useTexts } from "@/texts";
import { Trend } from "./Trend";
import classes from "./Home.module.css";

type HomeNumbers = Home["numbers"];

export function Numbers({ numbers, past }: { numbers: HomeNumbers; past: Home["past"] }) {
  const { numbers: words } = useTexts().home;
  const format = useFormat();
  const rows: readonly [keyof HomeNumbers, string, (value: number) => string][] = [
    ["services", words.services, format.number],
    ["workspaces", words.workspaces, format.number],
    ["accounts", words.accounts, format.number],
    ["people", words.people, format.number],
    ["retiredAccounts", words.retiredAccounts, format.number],
    ["twoFactorShare", words.twoFactor, format.share],
  ];
  return (
    <Panel title={words.title}>
      <dl className={classes["numbers"]}>
        {rows.map(([name, label, show]) => {
          const known = past.flatMap(({ day, numbers }) => ofDay(day, numbers[name]));
          const [first] = known;
          const value = numbers[name];
          return (
            <div key={name} style={{ display: "contents" }}>
              <dt>{label}</dt>
              <dd>
                {first !== undefined && typeof value === "number" && (
                  <Trend
                    values={[...known.map((day) => day.value), value]}
                    words={words.trend(show(first.value), format.day(first.day), show(value))}
                  />
                )}
                <span className={classes["value"]}>
                  {typeof value === "number" ? show(value) : words.twoFactorUnknown}
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
    </Panel>
  );
}

function ofDay(day: string, value: number | null | undefined): readonly { day: string; value: number }[] {
  return typeof value === "number" ? [{ day, value }] : [];
}

import { useFormat, useTexts } from "@/texts";
import type { Run } from "../types";
import classes from "./status.module.css";

const shownRuns = 14;

/** The last runs as small marks, the newest at the right: tall when it succeeded, low when it failed. */
export function RunMarks({ runs }: { runs: readonly Run[] }) {
  const { runs: texts } = useTexts().integration.status;
  const format = useFormat();
  const shown = [...runs].sort((one, other) => one.at.localeCompare(other.at)).slice(-shownRuns);
  if (shown.length === 0) return <span className={classes.dimmed}>{texts.none}</span>;

  const describe = ({ at, status }: Run) => `${format.dateTime(new Date(at))}: ${texts[status]}`;
  return (
    <span
      role="img"
      className={classes.runs}
      aria-label={[texts.label(shown.length), ...shown.map(describe)].join("\n")}
    >
      {shown.map((run) => (
        <span key={run.requestId} className={classes.run} data-status={run.status} title={describe(run)} />
      ))}
    </span>
  );
}

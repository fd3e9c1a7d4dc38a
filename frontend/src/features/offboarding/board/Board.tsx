import { Progress, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { RelativeTime } from "@/components/RelativeTime";
import { useFormat, useTexts } from "@/texts";
import { StateMark } from "../StateMark";
import { boardColumns, columnOf } from "../states";
import type { Offboarding } from "../types";
import classes from "./Board.module.css";

/** The offboardings side by side by how far they are. */
export function Board({ offboardings }: { offboardings: readonly Offboarding[] }) {
  const { offboarding } = useTexts();
  const format = useFormat();
  return (
    <div className={classes.board}>
      {boardColumns.map((column) => {
        const cards = offboardings.filter((each) => columnOf(each) === column);
        const titleId = `column-${column}`;
        return (
          <section key={column} aria-labelledby={titleId} className={classes.column}>
            <h2 id={titleId} className={classes.heading}>
              {offboarding.states[column]}
              <span className={classes.count}>{format.number(cards.length)}</span>
            </h2>
            <ul className={classes.cards}>
              {cards.map((card) => (
                <li key={card.id}>
                  <Card offboarding={card} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Card({ offboarding }: { offboarding: Offboarding }) {
  const { offboarding: texts } = useTexts();
  const format = useFormat();
  const { id, person, state, runAt, approver, progress, finishedAt } = offboarding;
  const hasBegun = state !== "planned" && state !== "waiting_for_approval";
  return (
    <article className={classes.card}>
      <Link to="/offboarding/$offboardingId" params={{ offboardingId: String(id) }} className={classes.name}>
        {person.displayName}
      </Link>
      {(state === "paused" || state === "cancelled") && <StateMark state={state} />}
      {hasBegun && (
        <>
          <Progress
            size="sm"
            value={progress.total === 0 ? 100 : (100 * progress.done) / progress.total}
            aria-label={texts.progress(format.number(progress.done), format.number(progress.total))}
          />
          <Text size="xs" c="dimmed" className="numeric">
            {texts.progress(format.number(progress.done), format.number(progress.total))}
          </Text>
        </>
      )}
      {!hasBegun && (
        <Text size="xs" c="dimmed">
          {runAt ? texts.runsAt(format.dateTime(new Date(runAt))) : texts.runsByHand}
        </Text>
      )}
      {state === "waiting_for_approval" && approver && (
        <Text size="xs" c="dimmed">
          {texts.approver}: {approver.email}
        </Text>
      )}
      {finishedAt && (
        <Text size="xs" c="dimmed">
          <RelativeTime at={finishedAt} />
        </Text>
      )}
    </article>
  );
}

import { Text } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowRight,
  IconCircleCheck,
  IconCircleMinus,
  IconCircleX,
  IconFileText,
  IconPoint,
  IconClockPause,
  type Icon,
} from "@tabler/icons-react";
import { useFormat, useTexts } from "@/texts";
import { PagePicture } from "../PagePicture";
import type { LogStep } from "../types";
import classes from "./log.module.css";
import { useStepWords, wordOr } from "./words";

const icons: Readonly<Record<string, Icon>> = {
  request: IconArrowRight,
  page: IconFileText,
  wait: IconClockPause,
  applied: IconCircleCheck,
  held: IconAlertTriangle,
  confirmed: IconCircleCheck,
  discarded: IconCircleMinus,
  cancelled: IconCircleMinus,
  error: IconCircleX,
};

/** What happened, in its order, with every request: method, path, status, time; never a secret. */
export function StepTimeline({ steps }: { steps: readonly LogStep[] }) {
  const { log } = useTexts().integration;
  if (steps.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {log.noSteps}
      </Text>
    );
  }
  return (
    <ol className={classes.steps}>
      {steps.map((step, index) => (
        <Step key={index} step={step} />
      ))}
    </ol>
  );
}

function Step({ step: { at, kind, text, request, data } }: { step: LogStep }) {
  const { log } = useTexts().integration;
  const format = useFormat();
  const stepOf = useStepWords();
  const StepIcon = icons[kind] ?? IconPoint;
  const picture = pictureIn(data);
  return (
    <li className={classes.step} data-kind={kind}>
      <StepIcon size={15} aria-label={wordOr(log.stepKinds, kind)} role="img" />
      {text !== "" && <span>{text}</span>}
      {request !== null && (
        <div>
          <code>
            {stepOf(request)} {request.path}
          </code>
        </div>
      )}
      {picture !== undefined && <PagePicture picture={picture} />}
      <div className={`${classes.meta} numeric`}>
        {request !== null && (
          <>
            <strong>{request.status ?? log.noAnswer}</strong>
            <span>{log.milliseconds(format.number(request.milliseconds))}</span>
            {request.attempt > 1 && <span>{log.attempt(request.attempt)}</span>}
          </>
        )}
        <time dateTime={at}>{format.dateTime(new Date(at))}</time>
      </div>
    </li>
  );
}

/** The page of the service on which a run failed. */
function pictureIn(facts: unknown): string | undefined {
  if (typeof facts !== "object" || facts === null || !("picture" in facts)) return undefined;
  return typeof facts.picture === "string" ? facts.picture : undefined;
}

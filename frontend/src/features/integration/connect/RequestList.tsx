import { Text } from "@mantine/core";
import { useFormat, useTexts } from "@/texts";
import { PagePicture } from "../PagePicture";
import { useStepWords } from "../log/words";
import type { ServiceRequest } from "../types";
import classes from "./ConnectDialog.module.css";

interface RequestListProps {
  requests: readonly ServiceRequest[];
  /** More are coming: the page as it is now is shown below the last one. */
  isGrowing?: boolean;
}

/** Requests made to a service and how each was answered. */
export function RequestList({ requests, isGrowing = false }: RequestListProps) {
  const { connect } = useTexts().integration;
  if (requests.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {connect.noRequests}
      </Text>
    );
  }
  return (
    <ol className={classes.requests}>
      {requests.map((request, index) => (
        <li key={index}>
          <Answer request={request} isShown={isGrowing && index === requests.length - 1} />
        </li>
      ))}
    </ol>
  );
}

function Answer({ request, isShown }: { request: ServiceRequest; isShown: boolean }) {
  const { log } = useTexts().integration;
  const format = useFormat();
  const stepOf = useStepWords();
  const { status, attempt, note, picture } = request;
  return (
    <>
      <strong className="numeric">{status ?? log.noAnswer}</strong>
      <code>
        {stepOf(request)} {request.path}
      </code>
      <span className="numeric">
        {attempt > 1 && `${log.attempt(attempt)} · `}
        {log.milliseconds(format.number(request.milliseconds))}
      </span>
      {typeof note === "string" && <span className={classes.requestNote}>{note}</span>}
      {typeof picture === "string" && (
        <div className={classes.requestNote}>
          <PagePicture key={String(isShown)} picture={picture} isOpen={isShown} />
        </div>
      )}
    </>
  );
}

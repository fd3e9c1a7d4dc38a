import { Text } from "@mantine/core";
import { useFormat, useTexts } from "@/texts";
import { PagePicture } from "../PagePicture";
import { useStepWords } from "../log/words";
import type { ServiceRequest } from "../types";
import classes from "./ConnectDialog.module.css";

/** Requests made to a service and how each was answered. */
export function RequestList({ requests }: { requests: readonly ServiceRequest[] }) {
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
          <Answer request={request} />
        </li>
      ))}
    </ol>
  );
}

function Answer({ request }: { request: ServiceRequest }) {
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
          <PagePicture picture={picture} />
        </div>
      )}
    </>
  );
}

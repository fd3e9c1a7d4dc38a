import { Alert, Button, List, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { joined, type RecordedService } from "../../recipe/draft";
import type { SignInStep as Step, Wanted } from "../../recipe/types";
import { texts } from "../../texts";
import { PointButton } from "../PointButton";
import { atAnything } from "../pointing";
import { goTo, workingTab } from "../tab";
import { useAction } from "../useAction";
import { wordsFor } from "../../recipe/words";
import { recordSignIn, type SignInRecorder } from "./recordSignIn";

type SignIn = RecordedService["signIn"];

interface SignInStepProps {
  /** Of the sign-in page, where the catalogue knows it. */
  address: string | null;
  signIn: SignIn;
  onRecorded: (signIn: SignIn) => void;
}

/** Signing in as always, while it is noted which fields are filled in; then the mark by which being signed in is known. */
export function SignInStep({ address, signIn, onRecorded }: SignInStepProps) {
  const { record } = texts;
  const [recorder, setRecorder] = useState<SignInRecorder | null>(null);
  const [page, setPage] = useState(signIn?.page ?? "");
  const [steps, setSteps] = useState<Step[]>(signIn?.steps ?? []);
  const { run, isBusy, problem, setProblem } = useAction();

  const start = async () => {
    onRecorded(null);
    setSteps([]);
    const started = await recordSignIn((further) => setSteps((known) => joined(known, further)));
    setPage(started.page);
    setRecorder(started);
  };
  const stop = () => {
    recorder?.stop();
    setRecorder(null);
    if (steps.length === 0) setProblem(record.nothing);
    else if (!steps.some(({ kind }) => kind === "password")) setProblem(record.noPassword);
  };
  const signedIn = (element: Wanted) => onRecorded({ page, steps, signedIn: element });
  const isWhole = recorder === null && steps.some(({ kind }) => kind === "password");

  return (
    <Stack>
      <Text>{record.signInLead}</Text>
      {recorder === null && address !== null && (
        <Button variant="default" onClick={() => run(async () => goTo(await workingTab(), address))}>
          {record.openSignIn}
        </Button>
      )}
      {recorder === null ? (
        <Button variant="light" loading={isBusy} onClick={() => run(start)}>
          {record.start}
        </Button>
      ) : (
        <>
          <Text aria-live="polite">{record.recording}</Text>
          <Button variant="light" onClick={stop}>
            {record.stop}
          </Button>
        </>
      )}
      <List size="sm">
        {steps.map((step, at) => (
          <List.Item key={at}>
            {`${record.kinds[step.kind]}: ${wordsFor(step.kind === "press" ? step.element : step.field)}`}
          </List.Item>
        ))}
      </List>
      {isWhole && (
        <>
          <Text>{record.signedInLead}</Text>
          <PointButton point={atAnything} onPointed={signedIn} />
          {signIn !== null && <Text>{`${record.signedInStep}: ${wordsFor(signIn.signedIn)}`}</Text>}
        </>
      )}
      {problem !== null && <Alert color="red">{problem}</Alert>}
    </Stack>
  );
}

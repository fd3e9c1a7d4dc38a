import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { identityOf, manifestOf, slugOf } from "../../recipe/manifest";
import type { RecordedService } from "../../recipe/draft";
import { factsOfMembers, factsOfSignIn } from "../../recipe/known";
import { texts } from "../../texts";
import type { Server } from "../server";
import { useAction } from "../useAction";
import { KnownFacts } from "./KnownFacts";
import { MembersStep } from "./MembersStep";
import { NextPageStep } from "./NextPageStep";
import { Preview } from "./Preview";
import { ServiceStep } from "./ServiceStep";
import { SignInStep } from "./SignInStep";

const allSteps = ["service", "signIn", "members", "next", "preview"] as const;
type StepName = (typeof allSteps)[number];

/** A file has no next page. */
const stepsOf = ({ members }: Draft): readonly StepName[] =>
  members?.export === undefined ? allSteps : allSteps.filter((step) => step !== "next");

type Draft = Omit<RecordedService, "members"> & { members: RecordedService["members"] | null };

const empty: Draft = { name: "", known: null, signIn: null, members: null, next: { kind: "none" } };

/** From the name of a service to a recipe that Daicho keeps. */
export function Recording({ server, onEnd }: { server: Server; onEnd: () => void }) {
  const { record } = texts;
  const [step, setStep] = useState<StepName>("service");
  const [draft, setDraft] = useState(empty);
  const [saved, setSaved] = useState<string | null>(null);
  const { run, isBusy, problem } = useAction();
  const change = (part: Partial<Draft>) => setDraft((current) => ({ ...current, ...part }));
  const order = stepsOf(draft);
  const move = (by: 1 | -1) => setStep((current) => order[order.indexOf(current) + by] ?? current);

  const save = async () => {
    if (draft.members === null) return;
    const service = { ...draft, members: draft.members };
    const { slug } = await server.addConnector(slugOf(service), manifestOf(service));
    setSaved(slug);
  };

  if (saved !== null) {
    return (
      <Stack>
        <Alert color="green">{record.saved(saved)}</Alert>
        <Button onClick={onEnd}>{record.done}</Button>
      </Stack>
    );
  }

  const titles: Record<StepName, string> = {
    service: record.serviceStep,
    signIn: record.signInStep,
    members: record.membersStep,
    next: record.nextStep,
    preview: record.previewStep,
  };
  const isComplete: Record<StepName, boolean> = {
    service: draft.name.trim() !== "",
    signIn: true,
    members: draft.members !== null && identityOf(draft.members.columns) !== undefined,
    next: true,
    preview: true,
  };

  return (
    <Stack>
      <Title order={1}>{record.title}</Title>
      <Title order={2}>{`${order.indexOf(step) + 1} / ${order.length} · ${titles[step]}`}</Title>
      {step === "service" && <ServiceStep server={server} name={draft.name} known={draft.known} onChange={change} />}
      {step === "signIn" && <KnownFacts service={draft.known} facts={factsOfSignIn} />}
      {step === "members" && <KnownFacts service={draft.known} facts={factsOfMembers} />}
      {step === "signIn" && (
        <SignInStep
          address={draft.known?.robot?.loginUrl ?? null}
          signIn={draft.signIn}
          onRecorded={(signIn) => change({ signIn })}
        />
      )}
      {step === "members" && (
        <MembersStep server={server} members={draft.members} onRecorded={(members) => change({ members })} />
      )}
      {step === "next" && <NextPageStep next={draft.next} onChange={(next) => change({ next })} />}
      {step === "preview" && draft.members !== null && <Preview columns={draft.members.columns} />}
      {problem !== null && <Alert color="red">{problem}</Alert>}
      <Group justify="space-between">
        <Button variant="subtle" color="gray" onClick={onEnd}>
          {record.cancel}
        </Button>
        <Group gap="xs">
          {step !== "service" && (
            <Button variant="default" onClick={() => move(-1)}>
              {record.back}
            </Button>
          )}
          {step === "preview" ? (
            <Button loading={isBusy} onClick={() => run(save)}>
              {record.save}
            </Button>
          ) : (
            <Button disabled={!isComplete[step]} onClick={() => move(1)}>
              {step === "signIn" && draft.signIn === null ? record.skip : record.continue}
            </Button>
          )}
        </Group>
      </Group>
      {step === "members" && draft.members !== null && !isComplete.members && <Text>{record.needsIdentity}</Text>}
    </Stack>
  );
}

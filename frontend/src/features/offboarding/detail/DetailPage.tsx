import { Anchor, Group, Progress, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { Panel } from "@/components/Panel";
import { PersonLink } from "@/features/directory/person/PersonLink";
import { useFormat, useTexts } from "@/texts";
import { offboardingQuery } from "../queries";
import { StateMark } from "../StateMark";
import type { Offboarding } from "../types";
import { Actions } from "./Actions";
import { RecordPanel } from "./RecordPanel";
import { StepTable } from "./StepTable";

/** One offboarding: the person, the plan with its live results, and the record at the end. */
export function DetailPage() {
  const { offboarding: texts } = useTexts();
  const { offboardingId = "" } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(offboardingQuery(useOrganizationId(), Number(offboardingId)));
  return (
    <Page kind="text">
      <Text size="sm" mb={4}>
        <Anchor renderRoot={(props) => <Link to="/offboarding" search={{}} {...props} />}>{texts.all}</Anchor>
      </Text>
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton height={360} />
      ) : (
        <Content offboarding={data} />
      )}
    </Page>
  );
}

function Content({ offboarding }: { offboarding: Offboarding }) {
  const { offboarding: texts } = useTexts();
  const format = useFormat();
  const { person, state, progress, steps } = offboarding;
  const name = person.displayName;
  const hasBegun = state !== "planned" && state !== "waiting_for_approval";
  return (
    <Stack>
      <div>
        <PageHeader title={texts.titleOf(name)} actions={<Actions offboarding={offboarding} name={name} />} />
        <Group gap="md" mt={-4}>
          <StateMark state={state} />
          <PersonLink identityId={String(person.peopleId)} name={name} />
          <Text size="sm" c="dimmed">
            {person.primaryEmail}
          </Text>
        </Group>
      </div>
      <Schedule offboarding={offboarding} />
      {hasBegun && (
        <div>
          <Progress
            value={progress.total === 0 ? 100 : (100 * progress.done) / progress.total}
            aria-label={texts.progress(format.number(progress.done), format.number(progress.total))}
          />
          <Text size="sm" c="dimmed" className="numeric" mt={4} aria-live="polite">
            {texts.progress(format.number(progress.done), format.number(progress.total))}
          </Text>
        </div>
      )}
      <Panel title={texts.plan}>
        <StepTable offboardingId={offboarding.id} steps={steps} />
      </Panel>
      {(state === "done" || state === "needs_person") && <RecordPanel id={offboarding.id} />}
    </Stack>
  );
}

/** Who planned and approved it, and when it runs or ran. */
function Schedule({ offboarding }: { offboarding: Offboarding }) {
  const { offboarding: texts } = useTexts();
  const format = useFormat();
  const { createdBy, createdAt, runAt, startedAt, finishedAt, approver, approvedBy } = offboarding;
  const at = (instant: string) => format.dateTime(new Date(instant));
  const lines = [
    texts.plannedBy(createdBy, at(createdAt)),
    approvedBy ? texts.approvedBy(approvedBy) : approver?.email && texts.waitsFor(approver.email),
    runAt && !startedAt && texts.runsAt(at(runAt)),
    startedAt && texts.startedAt(at(startedAt)),
    finishedAt && texts.finishedAt(at(finishedAt)),
  ].filter(Boolean);
  return (
    <Text size="sm" c="dimmed">
      {lines.join(" · ")}
    </Text>
  );
}

import { Skeleton, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { LinkButton } from "@/components/LinkButton";
import { Panel } from "@/components/Panel";
import { RelativeTime } from "@/components/RelativeTime";
import { StatusBadge, type StatusTone } from "@/components/StatusBadge";
import { PersonLink } from "@/features/directory/person/PersonLink";
import { useTexts } from "@/texts";
import { runsQuery } from "./queries";
import type { AutomationRun, RunCause } from "./types";
import { useFieldWords } from "./useFieldWords";

/** What an automation has done so far. */
export function RunHistory({ id }: { id: number }) {
  const { automation } = useTexts();
  const { data, error, refetch } = useQuery(runsQuery(useOrganizationId(), id));
  return (
    <Panel title={automation.history}>
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton height={80} />
      ) : data.length === 0 ? (
        <Text c="dimmed">{automation.noRuns}</Text>
      ) : (
        <Table verticalSpacing={6}>
          <Table.Tbody>
            {data.map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}

const tones: Readonly<Record<AutomationRun["state"], StatusTone>> = {
  running: "busy",
  done: "good",
  failed: "critical",
  skipped: "neutral",
};

/** A cause in words: "Employment ends: Mar 31, 2027". */
function useCauseWords(): (cause: RunCause) => string {
  const { automation } = useTexts();
  const words = useFieldWords();
  return ({ kind, field, value }) => {
    if (field === null || kind === "by_hand") return automation.byHand;
    const name = automation.triggerFields[field];
    const told = words(field, value ?? "");
    return kind === "date" ? automation.onDate(name, told) : automation.becomes(name, told);
  };
}

function RunRow({ run: { person, state, cause, startedBy, startedAt, results } }: { run: AutomationRun }) {
  const { automation } = useTexts();
  const causeWords = useCauseWords();
  const details = results.flatMap(({ detail, errorId }) => detail ?? errorId ?? []);
  const offboardingId = results.find((result) => result.offboardingId)?.offboardingId;
  return (
    <Table.Tr style={{ verticalAlign: "top" }}>
      <Table.Td>
        <PersonLink identityId={String(person.peopleId)} name={person.displayName} />
      </Table.Td>
      <Table.Td>
        <StatusBadge tone={tones[state]} label={automation.runStates[state]} />
      </Table.Td>
      <Table.Td>
        {[causeWords(cause), startedBy].join(" · ")}
        {details.length > 0 && <Text size="sm">{details.join(" ")}</Text>}
      </Table.Td>
      <Table.Td>
        <RelativeTime at={startedAt} />
      </Table.Td>
      <Table.Td ta="end">
        {offboardingId && (
          <LinkButton
            to="/offboarding/$offboardingId"
            params={{ offboardingId: String(offboardingId) }}
            size="compact-sm"
            variant="default"
          >
            {automation.openOffboarding}
          </LinkButton>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

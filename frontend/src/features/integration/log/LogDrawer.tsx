import { Button, Code, CopyButton, Group, Skeleton, Stack, Table, Text, Title } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useCan } from "@/app/session";
import { Disclosure } from "@/components/Disclosure";
import { ErrorState } from "@/components/ErrorState";
import { LinkButton } from "@/components/LinkButton";
import { StatusBadge } from "@/components/StatusBadge";
import { useServiceName } from "@/features/services/serviceName";
import { useFormat, useTexts } from "@/texts";
import { FaultAlert } from "../FaultAlert";
import type { Counts, LogDetail } from "../types";
import classes from "./log.module.css";
import { useLogEntry } from "./queries";
import { StepTimeline } from "./StepTimeline";
import { useActorWords, useDurationWords, useResultWords, wordOr } from "./words";

/** One entry of the log, down to its single requests. */
export function LogDrawer({ id }: { id: string }) {
  const { data: entry, error, refetch } = useLogEntry(id);
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (entry === undefined) return <Skeleton height={240} />;
  return <Entry entry={entry} />;
}

function Entry({ entry }: { entry: LogDetail }) {
  const { common, integration } = useTexts();
  const { log } = integration;
  const resultOf = useResultWords();
  const serviceName = useServiceName();
  const mayReadAccounts = useCan("accounts:read");
  const mayReadWorkspaces = useCan("workspaces:read");
  const json = JSON.stringify(entry, null, 2);

  return (
    <Stack>
      <Group justify="space-between">
        <Text fw={600}>
          {serviceName(entry)} · {entry.workspaceName}
        </Text>
        <StatusBadge {...resultOf(entry)} />
      </Group>
      <Facts entry={entry} />
      {entry.error !== null && <FaultAlert problem={entry.error} />}
      {entry.counts !== null && <CountList counts={entry.counts} />}
      <Group gap="xs">
        {mayReadAccounts && (
          <LinkButton
            to="/accounts"
            search={{ workspaceIds: String(entry.workspaceId) }}
            size="compact-sm"
            variant="default"
          >
            {log.showAccounts}
          </LinkButton>
        )}
        {mayReadWorkspaces && (
          <LinkButton
            to="/integrations"
            search={{ open: String(entry.workspaceId) }}
            size="compact-sm"
            variant="default"
          >
            {log.openWorkspace}
          </LinkButton>
        )}
      </Group>
      <section>
        <Title order={3} size="sm" mb={8}>
          {log.steps}
        </Title>
        <StepTimeline steps={entry.steps} />
      </section>
      <Disclosure label={log.showJson}>
        <CopyButton value={json}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="default"
              mb="xs"
              onClick={copy}
              leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            >
              {copied ? common.copied : log.copyJson}
            </Button>
          )}
        </CopyButton>
        <Code block tabIndex={0}>
          {json}
        </Code>
      </Disclosure>
    </Stack>
  );
}

function Facts({ entry }: { entry: LogDetail }) {
  const { common, integration } = useTexts();
  const { log } = integration;
  const format = useFormat();
  const actorOf = useActorWords();
  const durationOf = useDurationWords();
  const facts = [
    [log.columns.kind, wordOr(log.kinds, entry.kind)],
    [log.columns.actor, actorOf(entry)],
    [log.started, entry.startedAt === null ? common.none : format.dateTime(new Date(entry.startedAt))],
    [log.finished, entry.finishedAt === null ? common.none : format.dateTime(new Date(entry.finishedAt))],
    [log.columns.duration, durationOf(entry)],
  ] as const;
  return (
    <Table fz="sm" verticalSpacing={4}>
      <Table.Tbody>
        {facts.map(([label, value]) => (
          <Table.Tr key={label}>
            <Table.Th w={120} fw={400} c="dimmed">
              {label}
            </Table.Th>
            <Table.Td className="numeric">{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const countOrder = ["added", "changed", "removed", "returned", "unchanged"] as const;

function CountList({ counts }: { counts: Counts }) {
  const { log } = useTexts().integration;
  const format = useFormat();
  return (
    <dl className={classes.counts}>
      {countOrder.map((name) => (
        <div key={name}>
          <dt>{log.counts[name]}</dt>
          <dd className="numeric">{format.number(counts[name])}</dd>
        </div>
      ))}
    </dl>
  );
}

import { Group, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { ServiceMark } from "@/components/ServiceMark";
import { StatusBadge } from "@/components/StatusBadge";
import { accountName } from "@/features/account/names";
import { accountQuery } from "@/features/account/queries";
import { targetOf } from "@/features/operation/targets";
import { useServiceName } from "@/features/services/serviceName";
import { useFormat, useTexts } from "@/texts";
import { inOrder, stepTones } from "../states";
import type { Step } from "../types";
import { CompleteButton } from "./CompleteButton";

interface StepTableProps {
  offboardingId: number;
  steps: readonly Step[];
}

/** The plan by service with what became of each step, proof included. */
export function StepTable({ offboardingId, steps }: StepTableProps) {
  const { columns } = useTexts().offboarding;
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table verticalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.account}</Table.Th>
            <Table.Th style={{ whiteSpace: "nowrap" }}>{columns.action}</Table.Th>
            <Table.Th ta="end" style={{ whiteSpace: "nowrap" }}>
              {columns.order}
            </Table.Th>
            <Table.Th>{columns.lost}</Table.Th>
            <Table.Th>{columns.result}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {inOrder(steps).map((step) => (
            <StepRow key={step.id} offboardingId={offboardingId} step={step} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function StepRow({ offboardingId, step }: { offboardingId: number; step: Step }) {
  const { offboarding } = useTexts();
  const { actions, lost } = offboarding;
  const isLost = step.action === "delete" && step.removesContent === true;
  return (
    <Table.Tr style={{ verticalAlign: "top" }}>
      <Table.Td>
        <About step={step} />
      </Table.Td>
      <Table.Td style={{ whiteSpace: "nowrap" }}>{actions[step.action]}</Table.Td>
      <Table.Td ta="end" className="numeric">
        {step.kind === "account" && step.order}
      </Table.Td>
      <Table.Td>
        {isLost && <StatusBadge tone="critical" label={lost.content} />}
        {step.touches && <Text size="sm">{step.touches}</Text>}
      </Table.Td>
      <Table.Td>
        <Result offboardingId={offboardingId} step={step} />
      </Table.Td>
    </Table.Tr>
  );
}

function About({ step }: { step: Step }) {
  const { account, offboarding } = useTexts();
  const { task } = offboarding;
  const serviceName = useServiceName();
  const format = useFormat();
  const { kind, service, workspace, transferTo, assignee, dueDate, note, title } = step;
  const more = [
    assignee?.email && `${task.assignee}: ${assignee.email}`,
    dueDate && `${task.due}: ${format.day(dueDate)}`,
    note,
  ].filter(Boolean);
  const name = service ? serviceName(service) : undefined;
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      {service && <ServiceMark uniqueName={service.uniqueName} name={service.name} size={22} />}
      <div>
        <Text>{kind === "task" ? (title ?? note) : [name, workspace?.name].filter(Boolean).join(" · ")}</Text>
        <Text size="xs" c="dimmed">
          {[kind === "account" ? targetOf(step.account ?? null, account) : undefined, ...more]
            .filter(Boolean)
            .join(" · ")}
        </Text>
        {transferTo && <HandedTo accountId={transferTo} />}
      </div>
    </Group>
  );
}

/** Who takes over what the account owned. */
function HandedTo({ accountId }: { accountId: number }) {
  const { account, offboarding } = useTexts();
  const { data } = useQuery(accountQuery(useOrganizationId(), accountId));
  if (data === undefined) return null;
  return (
    <Text size="xs" c="dimmed">
      {offboarding.handedTo(accountName(data, account))}
    </Text>
  );
}

function Result({ offboardingId, step }: { offboardingId: number; step: Step }) {
  const { offboarding } = useTexts();
  const format = useFormat();
  const { state, error, verified } = step;
  return (
    <Stack gap={4} align="flex-start">
      <StatusBadge tone={stepTones[state]} label={offboarding.stepStates[state]} />
      {error && <Text size="sm">{error.message}</Text>}
      {error?.detail && (
        <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: "anywhere" }}>
          {error.detail}
        </Text>
      )}
      {error?.remedy && (
        <Text size="sm" c="dimmed">
          {error.remedy}
        </Text>
      )}
      {verified && (
        <Text size="xs" c="dimmed">
          {[offboarding.seen[verified.how], verified.detail, format.dateTime(new Date(verified.at))]
            .filter(Boolean)
            .join(" · ")}
        </Text>
      )}
      {state === "by_hand" && <CompleteButton offboardingId={offboardingId} step={step} />}
    </Stack>
  );
}

import { Group, NumberInput, Select, Stack, Table, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { ServiceMark } from "@/components/ServiceMark";
import { StatusBadge } from "@/components/StatusBadge";
import { AccountPicker } from "@/features/account/AccountPicker";
import { accountQuery } from "@/features/account/queries";
import { targetOf } from "@/features/operation/targets";
import { useServiceName } from "@/features/services/serviceName";
import { useTexts } from "@/texts";
import { stepActions, type StepAction } from "../types";
import { UserPicker } from "../UserPicker";
import type { PlannedStep } from "./draft";

interface PlannedStepsProps {
  steps: readonly PlannedStep[];
  onChange: (steps: readonly PlannedStep[]) => void;
}

/** What happens to each account, changeable: the action, its order, and what it needs. */
export function PlannedSteps({ steps, onChange }: PlannedStepsProps) {
  const { columns } = useTexts().offboarding;
  const replace = (changed: PlannedStep) =>
    onChange(steps.map((each) => (each.step.account?.id === changed.step.account?.id ? changed : each)));
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table verticalSpacing={6} style={{ tableLayout: "fixed" }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={260}>{columns.account}</Table.Th>
            <Table.Th w={230}>{columns.action}</Table.Th>
            <Table.Th w={80}>{columns.order}</Table.Th>
            <Table.Th>{columns.lost}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {steps.map((planned) => (
            <StepRow key={planned.step.account?.id} planned={planned} onChange={replace} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface StepRowProps {
  planned: PlannedStep;
  onChange: (planned: PlannedStep) => void;
}

function StepRow({ planned, onChange }: StepRowProps) {
  const { account, offboarding } = useTexts();
  const { actions, columns } = offboarding;
  const { step, action, order } = planned;
  const name = targetOf(step.account ?? null, account);
  const serviceName = useServiceName();
  const service = step.service ? serviceName(step.service) : "";
  const about = `${service} · ${name}`;
  return (
    <Table.Tr style={{ verticalAlign: "top" }}>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          {step.service && <ServiceMark uniqueName={step.service.uniqueName} name={step.service.name} size={22} />}
          <div style={{ minWidth: 0 }}>
            <Text truncate>{[service, step.workspace?.name].filter(Boolean).join(" · ")}</Text>
            <Text size="xs" c="dimmed" truncate>
              {name}
            </Text>
          </div>
        </Group>
      </Table.Td>
      <Table.Td>
        <Stack gap={6}>
          <Select<StepAction>
            size="xs"
            aria-label={`${columns.action}: ${about}`}
            allowDeselect={false}
            data={stepActions.map((value) => ({ value, label: actions[value] }))}
            value={action}
            onChange={(value) => onChange({ ...planned, action: value ?? action })}
          />
          {action === "transfer" && <TransferTo planned={planned} onChange={onChange} />}
          {action === "manual" && <ByHand planned={planned} onChange={onChange} />}
        </Stack>
      </Table.Td>
      <Table.Td>
        <NumberInput
          size="xs"
          aria-label={`${columns.order}: ${about}`}
          min={1}
          max={999}
          allowDecimal={false}
          value={order}
          onChange={(value) => onChange({ ...planned, order: Number(value) || order })}
        />
      </Table.Td>
      <Table.Td>
        <Loss planned={planned} />
      </Table.Td>
    </Table.Tr>
  );
}

function TransferTo({ planned, onChange }: StepRowProps) {
  const { operation } = useTexts();
  const { step, transferTo } = planned;
  const proposed = step.transferTo ?? 0;
  const { data } = useQuery({ ...accountQuery(useOrganizationId(), proposed), enabled: proposed !== 0 });
  if (!step.workspace) return null;
  return (
    <AccountPicker
      label={operation.handOverTo}
      workspaceId={step.workspace.id}
      except={step.account ? [step.account.accountId] : []}
      value={transferTo ?? data ?? null}
      onChange={(account) => onChange({ ...planned, transferTo: account })}
    />
  );
}

function ByHand({ planned, onChange }: StepRowProps) {
  const { task } = useTexts().offboarding;
  const { assigneeId, dueDate, note } = planned;
  return (
    <>
      <UserPicker
        size="xs"
        label={task.assignee}
        value={assigneeId}
        onChange={(chosen) => onChange({ ...planned, assigneeId: chosen })}
      />
      <TextInput
        size="xs"
        type="date"
        label={task.due}
        value={dueDate}
        onChange={(event) => onChange({ ...planned, dueDate: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        label={task.note}
        value={note}
        onChange={(event) => onChange({ ...planned, note: event.currentTarget.value })}
      />
    </>
  );
}

/** What goes with the account if the action runs. */
function Loss({ planned: { step, action } }: { planned: PlannedStep }) {
  const { lost } = useTexts().offboarding;
  const isRemoved = action === "delete" || action === "transfer";
  return (
    <Stack gap={2}>
      {action === "delete" && step.removesContent === true && <StatusBadge tone="critical" label={lost.content} />}
      {action === "transfer" && <Text size="sm">{lost.handedOver}</Text>}
      {isRemoved && step.removesContent === false && <Text size="sm">{lost.kept}</Text>}
      {isRemoved && step.touches && <Text size="sm">{step.touches}</Text>}
      {action === "leave" && <StatusBadge tone="warning" label={lost.left} />}
    </Stack>
  );
}

import { ActionIcon, Button, Group, NumberInput, Select, Stack, Table, Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOrganizationId } from "@/app/session";
import { FormError } from "@/components/FormError";
import { Panel } from "@/components/Panel";
import { useNotify } from "@/components/useNotify";
import { servicesQuery } from "@/features/services/queries";
import { useTexts } from "@/texts";
import { useOffboardingChanges } from "../queries";
import { stepActions, type Policy, type StepAction } from "../types";
import { defaultPolicy, ownPolicies, withoutPolicy, withPolicy } from "./policies";

export function PolicyTable({ saved }: { saved: Policy[] }) {
  const { common, offboarding } = useTexts();
  const { policies: words, columns } = offboarding;
  const { done } = useNotify();
  const { savePolicies } = useOffboardingChanges();
  const { data: services = [] } = useQuery(servicesQuery(useOrganizationId()));
  const [policies, setPolicies] = useState(saved);
  const change = (policy: Policy) => setPolicies(withPolicy(policies, policy));
  const nameOf = (serviceId: number | null) =>
    services.find(({ id }) => id === serviceId)?.name ?? words.unknownService(serviceId ?? 0);
  const own = ownPolicies(policies);
  const others = services.filter(({ id }) => !own.some(({ serviceId }) => serviceId === id));
  const add = (id: string | null) => {
    if (id !== null) change({ ...defaultPolicy(policies), serviceId: Number(id) });
  };

  return (
    <Panel title={words.panel}>
      <Stack maw={860}>
        <FormError error={savePolicies.error} />
        <Table.ScrollContainer minWidth={640}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.service}</Table.Th>
                <Table.Th w={210}>{columns.action}</Table.Th>
                <Table.Th w={100}>{columns.order}</Table.Th>
                <Table.Th w={170}>{words.transferTo}</Table.Th>
                <Table.Td w={40} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              <PolicyRow policy={defaultPolicy(policies)} name={words.others} onChange={change} />
              {own.map((policy) => (
                <PolicyRow
                  key={policy.serviceId}
                  policy={policy}
                  name={nameOf(policy.serviceId ?? null)}
                  onChange={change}
                  onRemove={() => setPolicies(withoutPolicy(policies, policy.serviceId ?? 0))}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <Text size="sm" c="dimmed">
          {words.orderHint}
        </Text>
        <Group justify="space-between" align="flex-end">
          <Select
            label={words.add}
            placeholder={words.service}
            searchable
            data={others.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={null}
            onChange={add}
          />
          <Button
            loading={savePolicies.isPending}
            disabled={policies === saved}
            onClick={() => savePolicies.mutate(policies, { onSuccess: () => done(common.saved) })}
          >
            {common.save}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}

interface PolicyRowProps {
  policy: Policy;
  name: string;
  onChange: (policy: Policy) => void;
  onRemove?: () => void;
}

function PolicyRow({ policy, name, onChange, onRemove }: PolicyRowProps) {
  const { common, offboarding } = useTexts();
  const { policies: words, columns, actions } = offboarding;
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td>
        <Select<StepAction>
          size="xs"
          aria-label={`${columns.action}: ${name}`}
          allowDeselect={false}
          data={stepActions.map((value) => ({ value, label: actions[value] }))}
          value={policy.action}
          onChange={(action) => onChange({ ...policy, action: action ?? policy.action })}
        />
      </Table.Td>
      <Table.Td>
        <NumberInput
          size="xs"
          aria-label={`${columns.order}: ${name}`}
          min={1}
          max={999}
          allowDecimal={false}
          value={policy.order}
          onChange={(order) => onChange({ ...policy, order: Number(order) || policy.order })}
        />
      </Table.Td>
      <Table.Td>
        {policy.action === "transfer" && (
          <Select<Policy["transferTo"]>
            size="xs"
            aria-label={`${words.transferTo}: ${name}`}
            allowDeselect={false}
            data={[
              { value: "manager", label: words.manager },
              { value: "none", label: words.nobody },
            ]}
            value={policy.transferTo}
            onChange={(transferTo) => onChange({ ...policy, transferTo: transferTo ?? policy.transferTo })}
          />
        )}
      </Table.Td>
      <Table.Td>
        {onRemove !== undefined && (
          <ActionIcon aria-label={`${common.remove}: ${name}`} onClick={onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

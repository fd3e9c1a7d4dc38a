import { ScrollArea, Stack, Table, Text } from "@mantine/core";
import { StatusBadge } from "@/components/StatusBadge";
import { useServiceName } from "@/features/services/serviceName";
import { useTexts } from "@/texts";
import { targetOf } from "./targets";
import type { Plan } from "./types";
import { useConsequences } from "./useConsequences";

/** What happens to each of many accounts; what is refused says why and is left as it is. */
export function PlanList({ plans }: { plans: readonly Plan[] }) {
  const { account, operation } = useTexts();
  const consequencesOf = useConsequences();
  const serviceName = useServiceName();
  const refused = plans.filter(({ allowed }) => !allowed).length;
  return (
    <Stack gap="xs">
      <Text size="sm">{operation.many(plans.length - refused, refused)}</Text>
      <ScrollArea.Autosize mah={360} viewportProps={{ tabIndex: 0 }}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{account.columns.displayName}</Table.Th>
              <Table.Th>{account.columns.service}</Table.Th>
              <Table.Th>{operation.whatHappens}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {plans.map((plan, place) => (
              <Table.Tr key={plan.account?.id ?? place} style={{ verticalAlign: "top" }}>
                <Table.Td>{targetOf(plan.account, account)}</Table.Td>
                <Table.Td>{serviceName(plan.service)}</Table.Td>
                <Table.Td>
                  {plan.allowed ? (
                    consequencesOf(plan).join(" ")
                  ) : (
                    <StatusBadge tone="critical" label={plan.refusal?.message ?? operation.notPossible} />
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
    </Stack>
  );
}

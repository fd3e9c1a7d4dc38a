import { Alert, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Disclosure } from "@/components/Disclosure";
import { useTexts } from "@/texts";
import { PlannedRequests } from "./PlannedRequests";
import type { Plan } from "./types";
import { useConsequences } from "./useConsequences";

/** What one operation does to its account, or why it is refused without asking the service. */
export function PlanView({ plan }: { plan: Plan }) {
  const { common, operation } = useTexts();
  const consequences = useConsequences()(plan);
  if (!plan.allowed) return <RefusalAlert plan={plan} />;
  return (
    <Stack gap="sm">
      <div>
        <Text fw={600} size="sm" mb={4}>
          {common.confirm.consequences}
        </Text>
        <List size="sm" spacing={4}>
          {consequences.map((consequence) => (
            <List.Item key={consequence}>{consequence}</List.Item>
          ))}
        </List>
      </div>
      <Disclosure label={operation.whatIsSent(plan.requests.length)}>
        <PlannedRequests requests={plan.requests} />
      </Disclosure>
    </Stack>
  );
}

function RefusalAlert({ plan: { refusal } }: { plan: Plan }) {
  const { operation } = useTexts();
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      icon={<IconAlertTriangle size={18} />}
      title={refusal?.message ?? operation.notPossible}
    >
      {refusal?.remedy}
    </Alert>
  );
}

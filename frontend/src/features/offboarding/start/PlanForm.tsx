import { Alert, Button, Group, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "@/app/session";
import { FormError } from "@/components/FormError";
import { useNotify } from "@/components/useNotify";
import type { Identity } from "@/features/directory/types";
import { useServiceName } from "@/features/services/serviceName";
import { useTexts } from "@/texts";
import { useOffboardingChanges } from "../queries";
import type { OffboardingPlan } from "../types";
import { UserPicker } from "../UserPicker";
import { draftOf, isComplete, losing, planFrom, type Plan } from "./draft";
import { instantOf } from "./instant";
import { PlannedSteps } from "./PlannedSteps";
import { PlannedTasks } from "./PlannedTasks";

interface PlanFormProps {
  person: Identity;
  /** What the policies make of the person's accounts. */
  proposal: OffboardingPlan;
  onClose: () => void;
}

export function PlanForm({ person, proposal, onClose }: PlanFormProps) {
  const { common, offboarding } = useTexts();
  const { start: words } = offboarding;
  const { timeZone } = useSession().organization;
  const navigate = useNavigate();
  const { done } = useNotify();
  const { start } = useOffboardingChanges();
  const [plan, setPlan] = useState<Plan>(() => planFrom(proposal.steps));
  const change = (changes: Partial<Plan>) => setPlan({ ...plan, ...changes });
  const serviceName = useServiceName();
  const lost = losing(plan);

  const submit = () =>
    start.mutate(
      draftOf(person.peopleId, plan, (local) => instantOf(local, timeZone)),
      {
        onSuccess: ({ id }) => {
          done(words.planned);
          onClose();
          void navigate({ to: "/offboarding/$offboardingId", params: { offboardingId: String(id) } });
        },
      },
    );

  return (
    <Stack>
      <FormError error={start.error} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          type="datetime-local"
          label={words.runAt}
          description={words.runAtHint}
          value={plan.runAt}
          onChange={(event) => change({ runAt: event.currentTarget.value })}
        />
        <UserPicker
          label={words.approver}
          description={words.approverHint}
          value={plan.approverId}
          onChange={(approverId) => change({ approverId })}
        />
      </SimpleGrid>
      <section>
        <Title order={3} size="sm" mb={6}>
          {words.accounts}
        </Title>
        {plan.steps.length === 0 ? (
          <Text c="dimmed">{words.noAccounts}</Text>
        ) : (
          <PlannedSteps steps={plan.steps} onChange={(steps) => change({ steps })} />
        )}
      </section>
      <PlannedTasks tasks={plan.tasks} onChange={(tasks) => change({ tasks })} />
      {lost.length > 0 && (
        <Alert color="red" variant="outline" icon={<IconAlertTriangle size={18} />} title={words.contentLost}>
          {lost.map(({ step }) => step.service && serviceName(step.service)).join(" · ")}
        </Alert>
      )}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {words.nothingYet}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button loading={start.isPending} disabled={!isComplete(plan)} onClick={submit}>
            {words.submit}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

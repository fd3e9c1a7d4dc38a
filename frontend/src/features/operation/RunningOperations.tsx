import { Group, Stack, Text } from "@mantine/core";
import { useServiceName } from "@/features/services/serviceName";
import { useTexts } from "@/texts";
import { OperationStateMark } from "./OperationStateMark";
import { targetOf } from "./targets";
import type { Operation } from "./types";

/** Operations under way, as lines of the popover for running work. */
export function RunningOperations({ operations }: { operations: readonly Operation[] }) {
  const { account, operation: words } = useTexts();
  const serviceName = useServiceName();
  return operations.map((operation) => (
    <Stack key={operation.id} gap={2}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm">
          {words.kinds[operation.kind]}: {targetOf(operation.account, account)}
        </Text>
        <OperationStateMark operation={operation} />
      </Group>
      <Text size="xs" c="dimmed">
        {serviceName(operation.service)} · {operation.workspace.name}
      </Text>
    </Stack>
  ));
}

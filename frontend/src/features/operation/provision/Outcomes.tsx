import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQueries } from "@tanstack/react-query";
import { useEffect } from "react";
import { useOrganizationId } from "@/app/session";
import { LinkButton } from "@/components/LinkButton";
import { useTexts } from "@/texts";
import { OperationStateMark } from "../OperationStateMark";
import { operationQuery, useRefreshAfterOperations } from "../queries";
import { isUnderWay } from "../states";
import { targetOf } from "../targets";
import type { Operation } from "../types";

interface OutcomesProps {
  ids: readonly string[];
  onClose: () => void;
  /** Back to the form, which keeps nothing of what was refused. */
  onAgain: () => void;
}

/** How the making of accounts goes and ends: each with its success, or the cause of its failure and the remedy. */
export function Outcomes({ ids, onClose, onAgain }: OutcomesProps) {
  const { common, provision } = useTexts();
  const organizationId = useOrganizationId();
  const refresh = useRefreshAfterOperations();
  const operations = useQueries({
    queries: ids.map((id) => operationQuery(organizationId, id)),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  });
  const areOver = operations.length === ids.length && !operations.some(isUnderWay);
  const haveFailed = operations.some(({ state }) => state === "failed");
  useEffect(() => {
    if (areOver) void refresh();
    // Once, when the last one is over.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [areOver]);

  return (
    <Stack aria-live="polite">
      {!areOver && <Text>{provision.underWay}</Text>}
      {operations.map((operation) => (
        <Outcome key={operation.id} operation={operation} />
      ))}
      <Group justify="flex-end" gap="xs">
        {areOver && haveFailed && (
          <Button variant="default" onClick={onAgain}>
            {provision.backToForm}
          </Button>
        )}
        <Button onClick={onClose}>{areOver ? common.close : provision.closeMeanwhile}</Button>
      </Group>
    </Stack>
  );
}

function Outcome({ operation }: { operation: Operation }) {
  const { account, alert, provision } = useTexts();
  const { state, account: made, service, workspace, error } = operation;
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Text fw={600}>
          {targetOf(made, account)} · {service.name} · {workspace.name}
        </Text>
        <OperationStateMark operation={operation} />
      </Group>
      {state === "succeeded" && (
        <Group gap="xs">
          <Text>{provision.success}</Text>
          {made.accountId && (
            <LinkButton to="/accounts" search={{ open: String(made.accountId) }} size="compact-sm" variant="default">
              {alert.drawer.openAccount}
            </LinkButton>
          )}
        </Group>
      )}
      {error && (
        <Alert role="alert" color="red" variant="outline" icon={<IconAlertTriangle size={18} />} title={error.message}>
          <Stack gap="xs" align="flex-start">
            {error.detail && (
              <Text size="xs" ff="monospace" style={{ overflowWrap: "anywhere" }}>
                {error.detail}
              </Text>
            )}
            {error.remedy}
            {mendedByCredentials.has(error.errorId) && (
              <LinkButton to="/integrations" search={{ open: String(workspace.id) }} size="compact-sm">
                {alert.drawer.reintegrate}
              </LinkButton>
            )}
          </Stack>
        </Alert>
      )}
    </Stack>
  );
}

const mendedByCredentials = new Set([
  "credentials_rejected",
  "credentials_expired",
  "permission_missing",
  "workspace_unhealthy",
]);

import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useOrganizationId } from "@/app/session";
import { LinkButton } from "@/components/LinkButton";
import { useServiceName } from "@/features/services/serviceName";
import { useFormat, useTexts } from "@/texts";
import { OperationStateMark } from "../OperationStateMark";
import { operationsQuery, useRefreshAfterOperations } from "../queries";
import { isUnderWay } from "../states";
import { targetOf } from "../targets";
import type { Operation } from "../types";

interface OutcomesProps {
  ids: readonly string[];
  onClose: () => void;
  /** Back to the form, which keeps nothing of what was refused. */
  onAgain: () => void;
}

/** Up to so many, each is shown; of more, only those that failed. */
const mostShown = 5;

/** How the making of accounts goes and ends: each with its success, or the cause of its failure and the remedy. */
export function Outcomes({ ids, onClose, onAgain }: OutcomesProps) {
  const { common, provision } = useTexts();
  const refresh = useRefreshAfterOperations();
  const { data: operations = [] } = useQuery(operationsQuery(useOrganizationId(), ids));
  const areOver = operations.length === ids.length && !operations.some(isUnderWay);
  const failed = operations.filter(({ state }) => state === "failed");
  useEffect(() => {
    if (areOver) void refresh();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the last one is over
  }, [areOver]);

  return (
    <Stack aria-live="polite">
      {!areOver && <Text>{provision.underWay}</Text>}
      {ids.length > mostShown ? (
        <Summary all={ids.length} operations={operations} />
      ) : (
        operations.map((operation) => <Outcome key={operation.id} operation={operation} />)
      )}
      <Group justify="flex-end" gap="xs">
        {areOver && failed.length > 0 && (
          <Button variant="default" onClick={onAgain}>
            {provision.backToForm}
          </Button>
        )}
        <Button onClick={onClose}>{areOver ? common.close : provision.closeMeanwhile}</Button>
      </Group>
    </Stack>
  );
}

function Summary({ all, operations }: { all: number; operations: readonly Operation[] }) {
  const { provision } = useTexts();
  const format = useFormat();
  const made = operations.filter(({ state }) => state === "succeeded");
  const failed = operations.filter(({ state }) => state === "failed");
  const over = operations.filter((operation) => !isUnderWay(operation)).length;
  const progress = provision.progress(format.number(over), format.number(all));
  return (
    <>
      {over < all && (
        <div>
          <Text size="sm" className="numeric">
            {progress}
          </Text>
          <Progress value={(over / all) * 100} aria-label={progress} />
        </div>
      )}
      {made[0] !== undefined && (
        <Group gap="xs">
          <Text>{provision.madeMany(format.number(made.length))}</Text>
          <LinkButton
            to="/accounts"
            search={{ workspaceIds: String(made[0].workspace.id) }}
            size="compact-sm"
            variant="default"
          >
            {provision.toAccounts}
          </LinkButton>
        </Group>
      )}
      {failed.length > 0 && <Text>{provision.failedMany(format.number(failed.length))}</Text>}
      {failed.map((operation) => (
        <Outcome key={operation.id} operation={operation} />
      ))}
    </>
  );
}

function Outcome({ operation }: { operation: Operation }) {
  const { account, alert, provision } = useTexts();
  const serviceName = useServiceName();
  const { state, account: made, service, workspace, error } = operation;
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Text fw={600}>
          {targetOf(made, account)} · {serviceName(service)} · {workspace.name}
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

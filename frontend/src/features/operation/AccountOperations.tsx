import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCan, useOrganizationId } from "@/app/session";
import { RelativeTime } from "@/components/RelativeTime";
import { useNotify } from "@/components/useNotify";
import { useFormat, useTexts } from "@/texts";
import { Section } from "@/features/account/drawer/Section";
import type { Account } from "@/features/account/types";
import { OperationButtons } from "./OperationButtons";
import { OperationStateMark } from "./OperationStateMark";
import { accountOperationsQuery, useOperating } from "./queries";
import type { Operation } from "./types";

/** What can be done to an account, and what has been asked for it. */
export function AccountOperations({ account }: { account: Account }) {
  const { operation } = useTexts();
  const { data: operations = [] } = useQuery(accountOperationsQuery(useOrganizationId(), account.accountId));
  return (
    <Section title={operation.title}>
      <Group gap="xs">
        <OperationButtons account={account} />
      </Group>
      <Stack gap={8} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
        {operations.map((each) => (
          <OperationLine key={each.id} operation={each} />
        ))}
      </Stack>
    </Section>
  );
}

function OperationLine({ operation }: { operation: Operation }) {
  const { operation: words } = useTexts();
  const format = useFormat();
  const { kind, state, error, requestedBy, origin, createdAt, runAt } = operation;
  return (
    <li>
      <Group gap="sm">
        <Text fw={600}>{words.kinds[kind]}</Text>
        <OperationStateMark operation={operation} />
        <Remedies operation={operation} />
      </Group>
      {state === "scheduled" && <Text>{words.runsAt(format.dateTime(new Date(runAt)))}</Text>}
      {error && <Text>{[error.message, error.detail, error.remedy].filter(Boolean).join(" ")}</Text>}
      <Text size="xs" c="dimmed">
        <RelativeTime at={createdAt} /> · {words.askedBy(requestedBy, words.origins[origin])}
      </Text>
    </li>
  );
}

/** What can be done about an operation that is not simply done. */
function Remedies({ operation: { id, state } }: { operation: Operation }) {
  const { common, operation: words } = useTexts();
  const mayOperate = useCan("accounts:write");
  const { done, refused } = useNotify();
  const { cancel, retry, settle } = useOperating();
  if (!mayOperate) return null;
  switch (state) {
    case "scheduled":
      return (
        <Button
          size="compact-xs"
          variant="default"
          loading={cancel.isPending}
          onClick={() => cancel.mutate([id], { onSuccess: () => done(words.cancelled(1)), onError: refused })}
        >
          {common.undo}
        </Button>
      );
    case "failed":
      return (
        <Button
          size="compact-xs"
          variant="default"
          loading={retry.isPending}
          onClick={() => retry.mutate(id, { onError: refused })}
        >
          {common.retry}
        </Button>
      );
    case "unknown":
      return (
        <Button
          size="compact-xs"
          variant="default"
          loading={settle.isPending}
          onClick={() => settle.mutate(id, { onError: refused })}
        >
          {words.settle}
        </Button>
      );
    default:
      return null;
  }
}

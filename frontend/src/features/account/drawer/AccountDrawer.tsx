import { Alert, Skeleton, Stack } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { useTexts } from "@/texts";
import { accountName } from "../names";
import { AccountOperations } from "@/features/operation/AccountOperations";
import { accountQuery } from "../queries";
import type { Account } from "../types";
import { AccountFacts } from "./AccountFacts";
import { AccountHistory } from "./AccountHistory";
import { AccountMemo } from "./AccountMemo";
import { OwnerPanel } from "./OwnerPanel";

interface AccountDrawerProps {
  accountId: number;
  /** The account as the list has it, shown until the newest is there. */
  row: Account | undefined;
}

export function AccountTitle({ accountId, row }: AccountDrawerProps) {
  const { account: texts } = useTexts();
  const { data } = useQuery({ ...accountQuery(useOrganizationId(), accountId), placeholderData: row });
  return data === undefined ? texts.title : accountName(data, texts);
}

export function AccountDrawer({ accountId, row }: AccountDrawerProps) {
  const { drawer } = useTexts().account;
  const account = useQuery({ ...accountQuery(useOrganizationId(), accountId), placeholderData: row });

  if (account.isError) return <ErrorState error={account.error} onRetry={() => void account.refetch()} />;
  if (account.data === undefined) return <PendingDrawer />;
  return (
    <Stack gap="md" pb="lg">
      {account.data.isDeleted && (
        <Alert color="gray" variant="light" icon={<IconInfoCircle size={18} />}>
          {drawer.goneSince}
        </Alert>
      )}
      <AccountFacts account={account.data} />
      <AccountOperations account={account.data} />
      <OwnerPanel account={account.data} />
      <AccountMemo key={account.data.memo} account={account.data} />
      <AccountHistory account={account.data} />
    </Stack>
  );
}

function PendingDrawer() {
  const { common } = useTexts();
  return (
    <Stack role="status" aria-busy aria-label={common.loading}>
      {[120, 90, 60].map((height) => (
        <Skeleton key={height} height={height} />
      ))}
    </Stack>
  );
}

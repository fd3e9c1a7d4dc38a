import { Button, Group, Modal, Skeleton, Stack, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { FormError } from "@/components/FormError";
import { useServiceName } from "@/features/services/serviceName";
import { useTexts } from "@/texts";
import { AccountPicker } from "@/features/account/AccountPicker";
import { accountName } from "@/features/account/names";
import type { Account } from "@/features/account/types";
import { PlanList } from "./PlanList";
import { PlanView } from "./PlanView";
import { plansQuery } from "./queries";
import { handOverWorkspace, needsSuccessor, textToType } from "./states";
import type { AccountChange, Plan } from "./types";
import { useStart } from "./useStart";

interface OperateDialogProps {
  accounts: readonly Account[];
  change: AccountChange;
  /** Where the link came from that led here. */
  origin?: "slack";
  onClose: () => void;
  onDone?: () => void;
}

/** Shows what would be sent and lost, and does it once that is confirmed. */
export default function OperateDialog(props: OperateDialogProps) {
  const { account: texts, operation } = useTexts();
  const { accounts, change, onClose } = props;
  const serviceName = useServiceName();
  const [only] = accounts;
  const words = operation.changes[change];
  const title =
    accounts.length === 1 && only !== undefined
      ? words.title(accountName(only, texts), serviceName(only))
      : words.titleMany(accounts.length);
  return (
    <Modal opened onClose={onClose} title={title} size="lg" centered>
      <Content {...props} />
    </Modal>
  );
}

function Content(props: OperateDialogProps) {
  const { accounts, change } = props;
  const [handOverTo, setHandOverTo] = useState<Account | null>(null);
  const request = {
    change,
    accounts: accounts.map(({ id, accountId }) => ({ id, accountId })),
    handOverTo: handOverTo?.id ?? null,
  };
  const plans = useQuery({ ...plansQuery(useOrganizationId(), request), placeholderData: keepPreviousData });
  if (plans.isError) return <ErrorState error={plans.error} onRetry={() => void plans.refetch()} />;
  if (plans.data === undefined) return <Skeleton height={160} />;
  return <Confirmation {...props} plans={plans.data} handOverTo={handOverTo} onHandOver={setHandOverTo} />;
}

interface ConfirmationProps extends OperateDialogProps {
  plans: readonly Plan[];
  handOverTo: Account | null;
  onHandOver: (account: Account | null) => void;
}

function Confirmation({ accounts, change, origin, plans, handOverTo, onHandOver, onClose, onDone }: ConfirmationProps) {
  const { common, operation } = useTexts();
  const { start, begin } = useStart();
  const [typed, setTyped] = useState("");
  const allowed = plans.filter((plan) => plan.allowed);
  const toType = textToType(plans);
  const workspaceId = handOverWorkspace(plans);
  const lacksSuccessor = workspaceId !== null && needsSuccessor(allowed) && handOverTo === null;
  const [only] = plans;

  const confirm = () => {
    const ids = new Set(allowed.map(({ account }) => account?.id));
    begin(
      {
        change,
        origin,
        accounts: accounts.filter(({ id }) => ids.has(id)),
        handOverTo: handOverTo?.id ?? null,
      },
      allowed.find(({ scheduledFor }) => Boolean(scheduledFor))?.scheduledFor ?? null,
      () => {
        onDone?.();
        onClose();
      },
    );
  };

  return (
    <Stack>
      <FormError error={start.error} />
      {plans.length === 1 && only !== undefined ? <PlanView plan={only} /> : <PlanList plans={plans} />}
      {workspaceId !== null && (
        <AccountPicker
          label={operation.handOverTo}
          description={operation.handOverHint}
          workspaceId={workspaceId}
          except={accounts.map(({ accountId }) => accountId)}
          required={needsSuccessor(allowed)}
          value={handOverTo}
          onChange={onHandOver}
        />
      )}
      {toType !== undefined && (
        <TextInput
          label={common.confirm.typeName(toType)}
          description={operation.contentIsLost}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
        />
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {allowed.length === 0 ? common.close : common.cancel}
        </Button>
        {allowed.length > 0 && (
          <Button
            color={change === "delete" ? "red.9" : undefined}
            loading={start.isPending}
            disabled={(toType !== undefined && typed.trim() !== toType) || lacksSuccessor}
            onClick={confirm}
          >
            {operation.changes[change].verb}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

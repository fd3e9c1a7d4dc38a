import { Button, Group, Modal, ScrollArea, Stack, Table, Text } from "@mantine/core";
import { useState } from "react";
import { FormError } from "@/components/FormError";
import { useNotify } from "@/components/useNotify";
import { StatusSelect, TypeSelect } from "@/features/directory/choices";
import type { EmployeeStatus, EmployeeType } from "@/features/directory/types";
import { useTexts } from "@/texts";
import { newcomersOf, type Newcomer } from "../registration";
import type { Account } from "../types";
import { useRegistration } from "./useRegistration";

interface RegisterDialogProps {
  accounts: readonly Account[];
  opened: boolean;
  onClose: () => void;
  onDone?: () => void;
}

/** Makes people of accounts that have none. */
export function RegisterDialog(props: RegisterDialogProps) {
  const { bulk } = useTexts().account;
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={bulk.registerTitle} size="lg" centered>
      <RegisterForm {...props} />
    </Modal>
  );
}

function RegisterForm({ accounts, onClose, onDone }: RegisterDialogProps) {
  const { account: texts, common } = useTexts();
  const { bulk } = texts;
  const { done } = useNotify();
  const register = useRegistration();
  const [status, setStatus] = useState<EmployeeStatus | null>(null);
  const [type, setType] = useState<EmployeeType>("other");
  const [newcomers] = useState(() => newcomersOf(accounts));
  const skipped = accounts.filter(({ peopleId }) => peopleId !== null).length;

  const submit = () =>
    register.mutate(
      { newcomers, employeeStatus: status, employeeType: type },
      {
        onSuccess: () => {
          done(bulk.registerDone(newcomers.length));
          onDone?.();
          onClose();
        },
      },
    );

  return (
    <Stack>
      <FormError error={register.error} />
      <Text size="sm">{newcomers.length === 0 ? bulk.registerNothing : bulk.registerHint(newcomers.length)}</Text>
      {newcomers.length > 0 && (
        <>
          <Newcomers newcomers={newcomers} />
          <Group grow align="flex-start">
            <StatusSelect value={status} onChange={setStatus} />
            <TypeSelect value={type} onChange={setType} />
          </Group>
        </>
      )}
      {skipped > 0 && newcomers.length > 0 && (
        <Text size="sm" c="dimmed">
          {bulk.registerSkipped(skipped)}
        </Text>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button disabled={newcomers.length === 0} loading={register.isPending} onClick={submit}>
          {bulk.registerSubmit}
        </Button>
      </Group>
    </Stack>
  );
}

function Newcomers({ newcomers }: { newcomers: readonly Newcomer[] }) {
  const { account: texts } = useTexts();
  return (
    <ScrollArea.Autosize mah={260}>
      <Table>
        <Table.Tbody>
          {newcomers.map(({ displayName, email, accounts }) => (
            <Table.Tr key={accounts[0]?.id}>
              <Table.Td>{displayName}</Table.Td>
              <Table.Td c={email === null ? "dimmed" : undefined}>{email ?? texts.bulk.withoutEmail}</Table.Td>
              <Table.Td c="dimmed">{texts.bulk.accountsOf(accounts.length)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

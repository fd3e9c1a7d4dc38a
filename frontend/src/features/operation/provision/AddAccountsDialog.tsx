import { Button, Group, Modal, ScrollArea, Skeleton, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fieldErrors } from "@/api/errors";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { FormError } from "@/components/FormError";
import { StatusBadge } from "@/components/StatusBadge";
import type { Identity } from "@/features/directory/types";
import { useLanguage, useTexts } from "@/texts";
import { MetaNotes, NotSupported } from "./AddAccountDialog";
import { FieldInput } from "./FieldInput";
import { Outcomes } from "./Outcomes";
import { provisioningQuery, useProvisioning } from "./queries";
import type { ProvisioningField, ProvisioningMeta, Values } from "./types";
import { filledValues, fromDirectory, initialValues, missingFields, sharedFields } from "./values";
import { WorkspaceChoice } from "./WorkspaceChoice";

interface AddAccountsDialogProps {
  people: readonly Identity[];
  onClose: () => void;
  onDone: () => void;
}

/** Makes accounts in one workspace for many people of the directory at once. */
export default function AddAccountsDialog({ people, onClose, onDone }: AddAccountsDialogProps) {
  const { provision } = useTexts();
  const [requestIds, setRequestIds] = useState<readonly string[] | null>(null);
  const finish = () => {
    onDone();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={provision.addForMany(people.length)} size="lg" closeOnClickOutside={false}>
      {requestIds === null ? (
        <Form people={people} onClose={onClose} onStarted={setRequestIds} />
      ) : (
        <Outcomes ids={requestIds} onClose={finish} onAgain={() => setRequestIds(null)} />
      )}
    </Modal>
  );
}

interface FormProps {
  people: readonly Identity[];
  onClose: () => void;
  onStarted: (requestIds: readonly string[]) => void;
}

function Form(props: FormProps) {
  const { language } = useLanguage();
  const organizationId = useOrganizationId();
  const [workspaceId, setWorkspaceId] = useState<number | null>(null);
  const meta = useQuery({
    ...provisioningQuery(organizationId, workspaceId ?? 0, language),
    enabled: workspaceId !== null,
  });
  return (
    <Stack>
      <WorkspaceChoice value={workspaceId} onChange={setWorkspaceId} />
      {workspaceId !== null &&
        (meta.isError ? (
          <ErrorState error={meta.error} onRetry={() => void meta.refetch()} />
        ) : meta.data === undefined ? (
          <Skeleton height={180} />
        ) : meta.data.supported ? (
          <Fields key={workspaceId} meta={meta.data} {...props} />
        ) : (
          <NotSupported meta={meta.data} />
        ))}
    </Stack>
  );
}

function Fields({ meta, people, onClose, onStarted }: FormProps & { meta: ProvisioningMeta }) {
  const { access, common, provision } = useTexts();
  const { addAccounts } = useProvisioning();
  const shared = sharedFields(meta.fields);
  const [values, setValues] = useState<Values>(() => initialValues(shared, null));
  const [missing, setMissing] = useState<Readonly<Record<string, string>>>({});
  const errors = { ...fieldErrors(addAccounts.error), ...missing };
  const ready = people.filter((person) => lacking(meta.fields, person).length === 0);

  const submit = () => {
    const empty = missingFields(shared, values, access.fields.required);
    setMissing(empty);
    if (Object.keys(empty).length > 0) return;
    addAccounts.mutate(
      {
        workspaceId: meta.workspaceId,
        peopleIds: ready.map(({ peopleId }) => peopleId),
        data: filledValues(values),
      },
      { onSuccess: ({ requestIds }) => onStarted(requestIds) },
    );
  };

  return (
    <Stack>
      <FormError error={addAccounts.error} />
      <MetaNotes meta={meta} />
      {shared.length > 0 && <Text fw={600}>{provision.shared}</Text>}
      {shared.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          workspaceId={meta.workspaceId}
          value={values[field.name] ?? ""}
          error={errors[field.name]}
          onChange={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      <People fields={meta.fields} people={people} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button disabled={ready.length === 0} loading={addAccounts.isPending} onClick={submit}>
          {provision.submitMany(ready.length)}
        </Button>
      </Group>
    </Stack>
  );
}

/** Who gets an account, and what the directory lacks for whom. */
function People({ fields, people }: { fields: readonly ProvisioningField[]; people: readonly Identity[] }) {
  const { provision } = useTexts();
  return (
    <ScrollArea.Autosize mah={260} viewportProps={{ tabIndex: 0 }}>
      <Table>
        <Table.Tbody>
          {people.map((person) => {
            const labels = lacking(fields, person).map(({ label }) => label);
            return (
              <Table.Tr key={person.id}>
                <Table.Td>{person.displayName}</Table.Td>
                <Table.Td c="dimmed">{person.primaryEmail}</Table.Td>
                <Table.Td>
                  {labels.length === 0 ? (
                    <StatusBadge tone="good" label={provision.ready} />
                  ) : (
                    <StatusBadge tone="warning" label={provision.lacks(labels.join(provision.between))} />
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

function lacking(fields: readonly ProvisioningField[], person: Identity): readonly ProvisioningField[] {
  return fields.filter(({ required, prefill }) => required && prefill && fromDirectory(person, prefill) === undefined);
}

import { Alert, Button, Group, Modal, Skeleton, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fieldErrors } from "@/api/errors";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { FormError } from "@/components/FormError";
import { PersonPicker } from "@/features/directory/PersonPicker";
import type { Identity } from "@/features/directory/types";
import { useLanguage, useTexts } from "@/texts";
import { FieldInput } from "./FieldInput";
import { Outcomes } from "./Outcomes";
import { provisioningQuery, useProvisioning } from "./queries";
import type { ProvisioningMeta, ServiceChoice, Values } from "./types";
import { filledValues, initialValues, missingFields } from "./values";
import { WorkspaceChoice } from "./WorkspaceChoice";

interface AddAccountDialogProps {
  /** The service to which an account is added, with its name; asked for when it is left out. */
  service?: ServiceChoice;
  /** The person for whom it is made; asked for when it is left out. */
  person?: Identity;
  onClose: () => void;
}

/** Makes one account in a service, for somebody of the directory or for somebody new. */
export default function AddAccountDialog(props: AddAccountDialogProps) {
  const { service, person, onClose } = props;
  const { provision } = useTexts();
  const [requestId, setRequestId] = useState<string | null>(null);
  const title =
    service === undefined ? provision.addService(person?.displayName ?? "") : provision.addAccount(service.name);
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeOnClickOutside={false}>
      {requestId === null ? (
        <Form {...props} onStarted={setRequestId} />
      ) : (
        <Outcomes ids={[requestId]} onClose={onClose} onAgain={() => setRequestId(null)} />
      )}
    </Modal>
  );
}

function Form({ service, person, onClose, onStarted }: AddAccountDialogProps & { onStarted: (id: string) => void }) {
  const { provision } = useTexts();
  const { language } = useLanguage();
  const organizationId = useOrganizationId();
  const [chosen, setChosen] = useState<Identity | null>(person ?? null);
  const only = service?.workspaceIds.length === 1 ? service.workspaceIds[0] : undefined;
  const [workspaceId, setWorkspaceId] = useState<number | null>(only ?? null);
  const meta = useQuery({
    ...provisioningQuery(organizationId, workspaceId ?? 0, language),
    enabled: workspaceId !== null,
  });

  return (
    <Stack>
      {only === undefined && <WorkspaceChoice serviceId={service?.id} value={workspaceId} onChange={setWorkspaceId} />}
      {person === undefined && <PersonPicker label={provision.person} value={chosen} onChange={setChosen} />}
      {person === undefined && (
        <Text size="xs" c="dimmed" mt={-8}>
          {provision.personHint}
        </Text>
      )}
      {workspaceId !== null &&
        (meta.isError ? (
          <ErrorState error={meta.error} onRetry={() => void meta.refetch()} />
        ) : meta.data === undefined ? (
          <Skeleton height={180} />
        ) : (
          <Fields
            key={`${workspaceId}-${chosen?.id ?? ""}`}
            meta={meta.data}
            person={chosen}
            onClose={onClose}
            onStarted={onStarted}
          />
        ))}
    </Stack>
  );
}

interface FieldsProps {
  meta: ProvisioningMeta;
  person: Identity | null;
  onClose: () => void;
  onStarted: (requestId: string) => void;
}

function Fields({ meta, person, onClose, onStarted }: FieldsProps) {
  const { access, common, provision } = useTexts();
  const { addAccount } = useProvisioning();
  const [values, setValues] = useState<Values>(() => initialValues(meta.fields, person));
  const [missing, setMissing] = useState<Readonly<Record<string, string>>>({});
  const errors = { ...fieldErrors(addAccount.error), ...missing };
  if (!meta.supported) return <NotSupported meta={meta} />;

  const submit = () => {
    const empty = missingFields(meta.fields, values, access.fields.required);
    setMissing(empty);
    if (Object.keys(empty).length > 0) return;
    addAccount.mutate(
      { workspaceId: meta.workspaceId, data: filledValues(values), peopleId: person?.peopleId ?? null },
      { onSuccess: ({ requestId }) => onStarted(requestId) },
    );
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack>
        <FormError error={addAccount.error} />
        <MetaNotes meta={meta} />
        {meta.fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            workspaceId={meta.workspaceId}
            value={values[field.name] ?? ""}
            error={errors[field.name]}
            onChange={(value) => setValues({ ...values, [field.name]: value })}
          />
        ))}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={addAccount.isPending}>
            {meta.invites ? provision.invite : provision.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Why no account can be made here, with the way out. */
export function NotSupported({ meta }: { meta: ProvisioningMeta }) {
  const { provision } = useTexts();
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      icon={<IconAlertTriangle size={18} />}
      title={meta.reason?.message ?? provision.notSupported}
    >
      {meta.reason?.remedy}
    </Alert>
  );
}

/** What is good to know before an account is made. */
export function MetaNotes({ meta }: { meta: ProvisioningMeta }) {
  const { operation, provision } = useTexts();
  const lines = [
    meta.invites ? provision.invites : undefined,
    meta.plan ? operation.consequences.needsPlan(meta.plan) : undefined,
    meta.notes,
    meta.choicesError && `${provision.choicesFailed} ${meta.choicesError.message}`,
  ].filter(Boolean);
  if (lines.length === 0) return null;
  return (
    <Alert role="note" color="gray" variant="light" icon={<IconInfoCircle size={18} />}>
      {lines.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </Alert>
  );
}

import { Autocomplete, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useMemo } from "react";
import { fieldErrors } from "@/api/errors";
import { useSession } from "@/app/session";
import { FormError } from "@/components/FormError";
import { useCatalogue } from "@/features/catalogue/queries";
import { useLanguage, useTexts } from "@/texts";
import { CustomAccounts } from "./CustomAccounts";
import { useCreateCustomWorkspace } from "./queries";

/** Any system, kept by hand: its name, its workspace, then its accounts. */
export default function CustomAppDialog({ onClose }: { onClose: () => void }) {
  const { custom } = useTexts().integration;
  const create = useCreateCustomWorkspace();
  return (
    <Modal opened onClose={onClose} title={custom.title} size="lg" closeOnClickOutside={create.data === undefined}>
      {create.data === undefined ? (
        <AppForm create={create} onClose={onClose} />
      ) : (
        <Stack>
          <CustomAccounts workspaceId={create.data.workspace.id} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{custom.done}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

interface AppFormProps {
  create: ReturnType<typeof useCreateCustomWorkspace>;
  onClose: () => void;
}

function AppForm({ create, onClose }: AppFormProps) {
  const { common, integration } = useTexts();
  const { custom } = integration;
  const { organization } = useSession();
  const known = useKnownServices();
  const form = useForm({
    initialValues: { serviceName: "", workspaceName: organization.name },
    validate: {
      serviceName: isNotEmpty(custom.nameMissing),
      workspaceName: isNotEmpty(integration.workspaceNameMissing),
    },
  });

  const submit = ({ serviceName, workspaceName }: typeof form.values) => {
    const serviceId = known.get(serviceName.trim());
    const service = serviceId === undefined ? { serviceName: serviceName.trim() } : { serviceId };
    create.mutate(
      { ...service, workspaceName: workspaceName.trim() },
      { onError: (error) => form.setErrors(fieldErrors(error)) },
    );
  };

  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        <Text size="sm" c="dimmed">
          {custom.lead}
        </Text>
        <FormError error={create.error} />
        <Autocomplete
          label={custom.name}
          description={custom.nameHint}
          required
          data={[...known.keys()]}
          limit={8}
          openOnFocus={false}
          data-autofocus
          {...form.getInputProps("serviceName")}
        />
        <TextInput
          label={integration.workspaceName}
          description={integration.workspaceNameHint}
          required
          {...form.getInputProps("workspaceName")}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {custom.create}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The catalogue's services by their name in the language of the screen. */
function useKnownServices(): ReadonlyMap<string, number> {
  const { language } = useLanguage();
  const { data } = useCatalogue();
  return useMemo(() => new Map(data?.map(({ id, name }) => [name[language], id])), [data, language]);
}

import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { fieldErrors } from "@/api/errors";
import { FormError } from "@/components/FormError";
import { ShownOnce } from "@/components/ShownOnce";
import { useTexts } from "@/texts";
import { useApiKeyChanges } from "./queries";

interface CreateApiKeyDialogProps {
  opened: boolean;
  onClose: () => void;
}

export function CreateApiKeyDialog({ opened, onClose }: CreateApiKeyDialogProps) {
  const { apiKeys } = useTexts().access;
  return (
    // A click beside the dialog must not lose a key that is shown only once.
    <Modal opened={opened} onClose={onClose} title={apiKeys.createTitle} closeOnClickOutside={false} centered>
      <CreateApiKey onClose={onClose} />
    </Modal>
  );
}

function CreateApiKey({ onClose }: { onClose: () => void }) {
  const { common, access } = useTexts();
  const { fields, apiKeys } = access;
  const { create } = useApiKeyChanges();
  const form = useForm({ initialValues: { name: "" }, validate: { name: isNotEmpty(fields.required) } });

  if (create.data !== undefined) {
    return (
      <Stack>
        <Text>{apiKeys.shownOnce}</Text>
        <ShownOnce label={apiKeys.key} value={create.data.key} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{apiKeys.done}</Button>
        </Group>
      </Stack>
    );
  }

  const submit = ({ name }: { name: string }) =>
    create.mutate(name.trim(), { onError: (error) => form.setErrors(fieldErrors(error)) });

  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        <FormError error={create.error} />
        <TextInput
          label={apiKeys.columns.name}
          description={apiKeys.nameHint}
          required
          data-autofocus
          {...form.getInputProps("name")}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {apiKeys.createSubmit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { fieldErrors } from "@/api/errors";
import { FormError } from "@/components/FormError";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import type { CustomField } from "../types";
import { codePattern } from "./codePattern";
import { useCustomFieldChanges } from "./queries";

interface RenameFieldDialogProps {
  /** Null keeps the dialog closed. */
  field: CustomField | null;
  onClose: () => void;
}

export function RenameFieldDialog({ field, onClose }: RenameFieldDialogProps) {
  const { custom } = useTexts().directory.settings;
  return (
    <Modal opened={field !== null} onClose={onClose} title={field && custom.editTitle(field.attributeName)} centered>
      {field !== null && <RenameForm field={field} onClose={onClose} />}
    </Modal>
  );
}

function RenameForm({ field, onClose }: { field: CustomField; onClose: () => void }) {
  const { common, directory } = useTexts();
  const { custom } = directory.settings;
  const { done } = useNotify();
  const { rename } = useCustomFieldChanges();
  const form = useForm({
    initialValues: { attributeName: field.attributeName, attributeCode: field.attributeCode },
    validate: {
      attributeName: isNotEmpty(directory.form.required),
      attributeCode: (code) => (code !== "" && codePattern.test(code) ? null : custom.codeInvalid),
    },
  });

  const submit = (values: typeof form.values) =>
    rename.mutate(
      { id: field.id, ...values },
      {
        onSuccess: () => {
          done(custom.renamed(values.attributeName));
          onClose();
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    );

  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        <FormError error={rename.error} />
        <TextInput label={custom.name} required data-autofocus {...form.getInputProps("attributeName")} />
        <TextInput label={custom.code} required {...form.getInputProps("attributeCode")} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={rename.isPending}>
            {common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

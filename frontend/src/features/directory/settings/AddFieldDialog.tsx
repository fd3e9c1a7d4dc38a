import { Button, Group, Modal, Select, Stack, TagsInput, TextInput } from "@mantine/core";
import { isNotEmpty, matches, useForm } from "@mantine/form";
import { fieldErrors } from "@/api/errors";
import { FormError } from "@/components/FormError";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { customFieldKinds, type CustomFieldKind } from "../types";
import { codePattern } from "./codePattern";
import { useCustomFieldChanges } from "./queries";

interface AddFieldDialogProps {
  opened: boolean;
  onClose: () => void;
}

export function AddFieldDialog({ opened, onClose }: AddFieldDialogProps) {
  const { custom } = useTexts().directory.settings;
  return (
    <Modal opened={opened} onClose={onClose} title={custom.addTitle} centered>
      <AddFieldForm onClose={onClose} />
    </Modal>
  );
}

function AddFieldForm({ onClose }: { onClose: () => void }) {
  const { common, directory } = useTexts();
  const { custom } = directory.settings;
  const { done } = useNotify();
  const { add } = useCustomFieldChanges();
  const form = useForm({
    initialValues: { attributeName: "", attributeCode: "", kind: "text" as CustomFieldKind, values: [] as string[] },
    validate: {
      attributeName: isNotEmpty(directory.form.required),
      attributeCode: matches(codePattern, custom.codeInvalid),
      values: (values, { kind }) => (kind === "dropdown" && values.length === 0 ? custom.valuesRequired : null),
    },
  });

  const submit = ({ attributeName, attributeCode, kind, values }: typeof form.values) =>
    add.mutate(
      {
        attributeName: attributeName.trim(),
        attributeCode: attributeCode === "" ? undefined : attributeCode,
        kind,
        configuration: kind === "dropdown" ? { values: values.map((value) => ({ value })) } : null,
      },
      {
        onSuccess: () => {
          done(custom.added(attributeName));
          onClose();
        },
        onError: (error) => {
          const { configuration, ...others } = fieldErrors(error);
          form.setErrors({ ...others, values: configuration });
        },
      },
    );

  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        <FormError error={add.error} />
        <TextInput label={custom.name} required data-autofocus {...form.getInputProps("attributeName")} />
        <Select
          label={custom.kind}
          allowDeselect={false}
          data={customFieldKinds.map((value) => ({ value, label: custom.kinds[value] }))}
          {...form.getInputProps("kind")}
        />
        {form.values.kind === "dropdown" && (
          <TagsInput
            label={custom.values}
            description={custom.valuesHint}
            acceptValueOnBlur
            {...form.getInputProps("values")}
          />
        )}
        <TextInput label={custom.code} description={custom.codeHint} {...form.getInputProps("attributeCode")} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {common.add}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

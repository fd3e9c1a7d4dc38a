import { Button, Group, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { fieldErrors } from "@/api/errors";
import { FormError } from "@/components/FormError";
import { useTexts } from "@/texts";
import { draftOf, formField, valuesOf, type PersonValues } from "../draft";
import type { CustomField, Identity, IdentityDraft } from "../types";
import type { FieldSource } from "../person/sources";
import { CustomFields, DateFields, FurtherFields, WhoFields, WorkFields } from "./fields";
import { PersonFormContext } from "./context";
import { validate } from "./validation";

interface PersonFormProps {
  person: Identity | null;
  customFields: readonly CustomField[];
  sources?: ReadonlyMap<string, FieldSource>;
  submitLabel: string;
  onSubmit: (draft: IdentityDraft) => Promise<unknown>;
  onCancel: () => void;
}

const noSources: ReadonlyMap<string, FieldSource> = new Map();

/** All fields of a person in sections; what the server refuses is said at the fields. */
export function PersonForm(props: PersonFormProps) {
  const { person, customFields, sources = noSources, submitLabel, onSubmit, onCancel } = props;
  const { common, directory } = useTexts();
  const [refusal, setRefusal] = useState<unknown>(null);
  const form = useForm<PersonValues>({
    initialValues: valuesOf(person, customFields),
    validate: (values) => validate(values, customFields, directory.form),
  });

  const submit = async (values: PersonValues) => {
    setRefusal(null);
    try {
      await onSubmit(draftOf(values, customFields));
    } catch (error) {
      const refused = Object.entries(fieldErrors(error)).map(
        ([field, message]) => [formField(field), message] as const,
      );
      form.setErrors(Object.fromEntries(refused));
      setRefusal(error);
      showFirst(refused.map(([field]) => field));
    }
  };

  const showFirst = ([first]: readonly string[]) => {
    if (first !== undefined) form.getInputNode(first)?.focus();
  };

  return (
    <PersonFormContext value={{ form, sources, ownId: person?.id }}>
      <form onSubmit={form.onSubmit(submit, (errors) => showFirst(Object.keys(errors)))} noValidate>
        <Stack>
          <FormError error={refusal} />
          <WhoFields />
          <WorkFields />
          <DateFields />
          <FurtherFields />
          {customFields.length > 0 && <CustomFields fields={customFields} />}
          <Group gap="xs">
            <Button type="submit" loading={form.submitting}>
              {submitLabel}
            </Button>
            <Button variant="default" onClick={onCancel}>
              {common.cancel}
            </Button>
          </Group>
        </Stack>
      </form>
    </PersonFormContext>
  );
}

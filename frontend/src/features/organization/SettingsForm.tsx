import { Button, Group, Stack, Text } from "@mantine/core";
import { useForm, type FormValidateInput, type UseFormReturnType } from "@mantine/form";
import type { ReactNode } from "react";
import { fieldErrors } from "@/api/errors";
import type { Organization, OrganizationSettings } from "@/api/types";
import { FormError } from "@/components/FormError";
import { Panel } from "@/components/Panel";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { useChangeOrganization } from "./queries";

interface SettingsFormProps<Values extends object> {
  organization: Organization;
  title: string;
  lead: string;
  /** Stands beside the button. */
  note?: string;
  initialValues: Values;
  validate: FormValidateInput<Values>;
  /** What the values are among the organization's settings. */
  settingsOf: (values: Values) => Partial<OrganizationSettings>;
  children: (form: UseFormReturnType<Values>) => ReactNode;
}

/** Some of the organization's settings, saved together; the others stay as they are. */
export function SettingsForm<Values extends object>(props: SettingsFormProps<Values>) {
  const { organization, title, lead, note, initialValues, validate, settingsOf, children } = props;
  const { common } = useTexts();
  const { done } = useNotify();
  const change = useChangeOrganization();
  const form = useForm<Values>({ initialValues, validate });

  const submit = (values: Values) =>
    change.mutate(
      { settings: { ...organization.settings, ...settingsOf(values) } },
      {
        onSuccess: () => {
          form.resetDirty();
          done(common.saved);
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    );

  return (
    <Panel title={title} lead={lead}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack gap="sm">
          <FormError error={change.error} />
          {children(form)}
          <Group justify="space-between">
            <Text c="dimmed">{note}</Text>
            <Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>
              {common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

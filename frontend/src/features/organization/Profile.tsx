import { Button, Group, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { fieldErrors } from "@/api/errors";
import type { Organization } from "@/api/types";
import { FormError } from "@/components/FormError";
import { Panel } from "@/components/Panel";
import { TimeZoneSelect } from "@/components/TimeZoneSelect";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { languages } from "@/texts/language";
import { useChangeOrganization } from "./queries";

export function Profile({ organization }: { organization: Organization }) {
  const { common, access, organization: words } = useTexts();
  const { done } = useNotify();
  const change = useChangeOrganization();
  const { name, systemLanguage, timeZone } = organization;
  const form = useForm({
    initialValues: { name, systemLanguage, timeZone },
    validate: { name: isNotEmpty(access.fields.required) },
  });

  const submit = (values: typeof form.values) =>
    change.mutate(values, {
      onSuccess: () => {
        form.resetDirty();
        done(common.saved);
      },
      onError: (error) => form.setErrors(fieldErrors(error)),
    });

  return (
    <Panel title={words.profileTitle}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack gap="sm">
          <FormError error={change.error} />
          <TextInput label={words.name} required {...form.getInputProps("name")} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" style={{ alignItems: "end" }}>
            <Select
              label={words.language}
              description={words.languageHint}
              allowDeselect={false}
              data={languages.map((value) => ({ value, label: common.languages[value] }))}
              {...form.getInputProps("systemLanguage")}
            />
            <TimeZoneSelect
              label={words.timeZone}
              description={words.timeZoneHint}
              {...form.getInputProps("timeZone")}
            />
          </SimpleGrid>
          <Group justify="flex-end">
            <Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>
              {common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

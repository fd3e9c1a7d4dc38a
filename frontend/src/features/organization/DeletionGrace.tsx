import { Button, Group, NumberInput, Stack } from "@mantine/core";
import { isInRange, useForm } from "@mantine/form";
import { fieldErrors } from "@/api/errors";
import type { Organization } from "@/api/types";
import { FormError } from "@/components/FormError";
import { Panel } from "@/components/Panel";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { useChangeOrganization } from "./queries";

const mostHours = 720;

/** How long a delete is only scheduled, and can be undone. */
export function DeletionGrace({ organization }: { organization: Organization }) {
  const { common, organization: words } = useTexts();
  const { grace } = words;
  const { done } = useNotify();
  const change = useChangeOrganization();
  const form = useForm({
    initialValues: { hours: organization.settings.deletionGraceHours },
    validate: { hours: isInRange({ min: 0, max: mostHours }, grace.invalid) },
  });

  const submit = ({ hours }: { hours: number }) =>
    change.mutate(
      { settings: { ...organization.settings, deletionGraceHours: hours } },
      {
        onSuccess: () => {
          form.resetDirty();
          done(common.saved);
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    );

  return (
    <Panel title={grace.title} lead={grace.lead}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack gap="sm">
          <FormError error={change.error} />
          <Group justify="space-between" align="flex-end">
            <NumberInput
              label={grace.hours}
              description={grace.hint}
              min={0}
              max={mostHours}
              allowDecimal={false}
              {...form.getInputProps("hours")}
            />
            <Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>
              {common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

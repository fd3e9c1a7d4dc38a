import { Button, Group, NumberInput, SimpleGrid, Stack, Text } from "@mantine/core";
import { isInRange, useForm } from "@mantine/form";
import { fieldErrors } from "@/api/errors";
import type { Organization } from "@/api/types";
import { FormError } from "@/components/FormError";
import { Panel } from "@/components/Panel";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { useChangeOrganization } from "./queries";

export function Guard({ organization }: { organization: Organization }) {
  const { common, organization: words } = useTexts();
  const { guard } = words;
  const { done } = useNotify();
  const change = useChangeOrganization();
  const { settings } = organization;
  const { share, count } = settings.disappearanceGuard;
  const form = useForm({
    initialValues: { percent: Math.round(share * 100), count },
    validate: {
      percent: isInRange({ min: 1, max: 100 }, guard.shareInvalid),
      count: isInRange({ min: 1 }, guard.countInvalid),
    },
  });

  const submit = (values: typeof form.values) =>
    change.mutate(
      { settings: { ...settings, disappearanceGuard: { share: values.percent / 100, count: values.count } } },
      {
        onSuccess: () => {
          form.resetDirty();
          done(common.saved);
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    );

  return (
    <Panel title={guard.title} lead={guard.lead}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack gap="sm">
          <FormError error={change.error} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <NumberInput
              label={guard.share}
              suffix=" %"
              min={1}
              max={100}
              allowDecimal={false}
              {...form.getInputProps("percent")}
            />
            <NumberInput
              label={guard.count}
              min={1}
              allowDecimal={false}
              thousandSeparator=","
              {...form.getInputProps("count")}
            />
          </SimpleGrid>
          <Group justify="space-between">
            <Text c="dimmed">{guard.both}</Text>
            <Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>
              {common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

import { NumberInput, SimpleGrid } from "@mantine/core";
import { isInRange } from "@mantine/form";
import type { Organization } from "@/api/types";
import { useTexts } from "@/texts";
import { SettingsForm } from "./SettingsForm";

/** How many accounts may vanish in one sync before somebody is asked. */
export function Guard({ organization }: { organization: Organization }) {
  const { guard } = useTexts().organization;
  const { share, count } = organization.settings.disappearanceGuard;
  return (
    <SettingsForm
      organization={organization}
      title={guard.title}
      lead={guard.lead}
      note={guard.both}
      initialValues={{ percent: Math.round(share * 100), count }}
      validate={{
        percent: isInRange({ min: 1, max: 100 }, guard.shareInvalid),
        count: isInRange({ min: 1 }, guard.countInvalid),
      }}
      settingsOf={(values) => ({ disappearanceGuard: { share: values.percent / 100, count: values.count } })}
    >
      {(form) => (
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
      )}
    </SettingsForm>
  );
}

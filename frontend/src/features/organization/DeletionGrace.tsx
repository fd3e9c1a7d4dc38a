import { NumberInput } from "@mantine/core";
import { isInRange } from "@mantine/form";
import type { Organization } from "@/api/types";
import { useTexts } from "@/texts";
import { SettingsForm } from "./SettingsForm";

const mostHours = 720;

/** How long a delete is only scheduled, and can be undone. */
export function DeletionGrace({ organization }: { organization: Organization }) {
  const { grace } = useTexts().organization;
  return (
    <SettingsForm
      organization={organization}
      title={grace.title}
      lead={grace.lead}
      initialValues={{ hours: organization.settings.deletionGraceHours }}
      validate={{ hours: isInRange({ min: 0, max: mostHours }, grace.invalid) }}
      settingsOf={({ hours }) => ({ deletionGraceHours: hours })}
    >
      {(form) => (
        <NumberInput
          label={grace.hours}
          description={grace.hint}
          maw={340}
          min={0}
          max={mostHours}
          allowDecimal={false}
          {...form.getInputProps("hours")}
        />
      )}
    </SettingsForm>
  );
}

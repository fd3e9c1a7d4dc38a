import { NumberInput, Select, SimpleGrid, TextInput } from "@mantine/core";
import { useTexts } from "@/texts";
import { isDate, triggerOn } from "./draft";
import { moments, triggerFields, type Moment, type Trigger, type TriggerField } from "./types";

interface TriggerFieldsProps {
  trigger: Trigger;
  onChange: (trigger: Trigger) => void;
}

/** A day before or after a date of the person, or a change of a field. */
export function TriggerFields({ trigger, onChange }: TriggerFieldsProps) {
  const { automation } = useTexts();
  const { field, when = "on", days = 0, to } = trigger;
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      <Select<TriggerField>
        label={automation.field}
        allowDeselect={false}
        data={triggerFields.map((value) => ({ value, label: automation.triggerFields[value] }))}
        value={field}
        onChange={(chosen) => onChange(triggerOn(chosen ?? field, trigger))}
      />
      {isDate(field) ? (
        <>
          <Select<Moment>
            label={automation.moment}
            allowDeselect={false}
            data={moments.map((value) => ({ value, label: automation.moments[value] }))}
            value={when}
            onChange={(chosen) =>
              onChange({ ...trigger, when: chosen ?? when, days: chosen === "on" ? 0 : Math.max(days, 1) })
            }
          />
          {when !== "on" && (
            <NumberInput
              label={automation.days}
              min={1}
              max={365}
              allowDecimal={false}
              value={days}
              onChange={(value) => onChange({ ...trigger, days: Number(value) || 1 })}
            />
          )}
        </>
      ) : (
        <TextInput
          label={automation.changesTo}
          required
          value={to ?? ""}
          onChange={(event) => onChange({ ...trigger, to: event.currentTarget.value })}
        />
      )}
    </SimpleGrid>
  );
}

import { MultiSelect, Select, Stack, TagsInput, Text } from "@mantine/core";
import { Rows } from "@/components/Rows";
import { employeeStatuses, employeeTypes } from "@/features/directory/types";
import { useTexts } from "@/texts";
import { conditionFields, type Condition, type ConditionField } from "./types";

interface ConditionsProps {
  conditions: readonly Condition[];
  onChange: (conditions: Condition[]) => void;
}

/** For whom an automation runs: every condition has to be met. */
export function Conditions({ conditions, onChange }: ConditionsProps) {
  const { automation } = useTexts();
  return (
    <Stack gap="xs">
      {conditions.length === 0 && <Text c="dimmed">{automation.everybody}</Text>}
      <Rows
        rows={conditions}
        onChange={onChange}
        added={{ field: "department", is: [] }}
        addLabel={automation.addCondition}
        nameOf={({ field }) => automation.conditionFields[field]}
      >
        {(condition, change) => <ConditionFields condition={condition} onChange={change} />}
      </Rows>
    </Stack>
  );
}

interface ConditionFieldsProps {
  condition: Condition;
  onChange: (condition: Condition) => void;
}

function ConditionFields({ condition: { field, is }, onChange }: ConditionFieldsProps) {
  const { automation } = useTexts();
  const name = automation.conditionFields[field];
  const choices = useChoices(field);
  const values = { "aria-label": `${automation.isOneOf}: ${name}`, value: [...is], flex: "2 1 240px" };
  const setValues = (chosen: string[]) => onChange({ field, is: chosen });
  return (
    <>
      <Select<ConditionField>
        aria-label={automation.field}
        allowDeselect={false}
        w={200}
        data={conditionFields.map((value) => ({ value, label: automation.conditionFields[value] }))}
        value={field}
        onChange={(chosen) => onChange({ field: chosen ?? field, is: [] })}
      />
      <Text size="sm">{automation.isOneOf}</Text>
      {choices === null ? (
        <TagsInput {...values} onChange={setValues} />
      ) : (
        <MultiSelect {...values} data={choices} onChange={setValues} searchable />
      )}
    </>
  );
}

/** The values a field can have, where these are fixed. */
function useChoices(field: ConditionField) {
  const { directory } = useTexts();
  if (field === "status") return employeeStatuses.map((value) => ({ value, label: directory.statuses[value] }));
  if (field === "employeeType") return employeeTypes.map((value) => ({ value, label: directory.types[value] }));
  return null;
}

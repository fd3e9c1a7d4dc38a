import { ActionIcon, Button, Group, MultiSelect, Select, Stack, TagsInput, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { employeeStatuses, employeeTypes } from "@/features/directory/types";
import { useTexts } from "@/texts";
import { conditionFields, type Condition, type ConditionField } from "./types";

interface ConditionsProps {
  conditions: readonly Condition[];
  onChange: (conditions: readonly Condition[]) => void;
}

/** For whom an automation runs: every condition has to be met. */
export function Conditions({ conditions, onChange }: ConditionsProps) {
  const { automation } = useTexts();
  return (
    <Stack gap="xs">
      {conditions.length === 0 && <Text c="dimmed">{automation.everybody}</Text>}
      {conditions.map((condition, index) => (
        <ConditionRow
          key={index}
          condition={condition}
          onChange={(changed) => onChange(conditions.map((each, place) => (place === index ? changed : each)))}
          onRemove={() => onChange(conditions.filter((_, place) => place !== index))}
        />
      ))}
      <Button
        size="compact-sm"
        variant="default"
        style={{ alignSelf: "flex-start" }}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...conditions, { field: "department", is: [] }])}
      >
        {automation.addCondition}
      </Button>
    </Stack>
  );
}

interface ConditionRowProps {
  condition: Condition;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

function ConditionRow({ condition: { field, is }, onChange, onRemove }: ConditionRowProps) {
  const { automation, common } = useTexts();
  const name = automation.conditionFields[field];
  const choices = useChoices(field);
  const values = { "aria-label": `${automation.isOneOf}: ${name}`, value: [...is], flex: "2 1 240px" };
  const setValues = (chosen: string[]) => onChange({ field, is: chosen });
  return (
    <Group gap="xs">
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
      <ActionIcon aria-label={`${common.remove}: ${name}`} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}

/** The values a field can have, where these are fixed. */
function useChoices(field: ConditionField) {
  const { directory } = useTexts();
  if (field === "status") return employeeStatuses.map((value) => ({ value, label: directory.statuses[value] }));
  if (field === "employeeType") return employeeTypes.map((value) => ({ value, label: directory.types[value] }));
  return null;
}

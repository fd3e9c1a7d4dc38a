import { Select } from "@mantine/core";
import { useTexts, type Texts } from "@/texts";
import { employeeStatuses, type EmployeeStatus, type EmployeeType } from "./types";

/** The types in groups that go by the kind of ID. */
export const typeGroups = {
  employees: [
    "full_time_employee",
    "board_member",
    "fixed_time_employee",
    "temporary_employee",
    "part_time_employee",
    "secondment_employee",
    "contract_employee",
  ],
  outside: ["collaborator"],
  addresses: ["group_address", "shared_address", "test_address"],
  others: ["other", "unknown", "unregistered"],
} as const satisfies Record<keyof Texts["directory"]["typeGroups"], readonly EmployeeType[]>;

interface ChoiceProps<Value> {
  value: Value;
  onChange: (value: Value) => void;
  error?: React.ReactNode;
  withoutLabel?: boolean;
}

const byDates = "by_dates";

/** A status, or nothing: then the dates of employment and leave tell. */
export function StatusSelect({ value, onChange, error, withoutLabel = false }: ChoiceProps<EmployeeStatus | null>) {
  const { fields, form, statuses } = useTexts().directory;
  return (
    <Select<EmployeeStatus | typeof byDates>
      {...labelled(fields.employeeStatus, withoutLabel)}
      allowDeselect={false}
      value={value ?? byDates}
      onChange={(status) => onChange(status === byDates ? null : status)}
      error={error}
      data={[
        { value: byDates, label: form.byDates },
        ...employeeStatuses.filter(isChosenByHand).map((status) => ({ value: status, label: statuses[status] })),
      ]}
    />
  );
}

export function TypeSelect({ value, onChange, error, withoutLabel = false }: ChoiceProps<EmployeeType>) {
  const { fields, types, typeGroups: groupNames } = useTexts().directory;
  return (
    <Select<EmployeeType>
      {...labelled(fields.employeeType, withoutLabel)}
      allowDeselect={false}
      value={value}
      onChange={(type) => type !== null && onChange(type)}
      error={error}
      data={Object.entries(typeGroups).map(([group, members]) => ({
        group: groupNames[group as keyof typeof typeGroups],
        items: members.map((type) => ({ value: type, label: types[type] })),
      }))}
    />
  );
}

/** The archive is entered by its own action, which can be taken back. */
function isChosenByHand(status: EmployeeStatus): boolean {
  return status !== "archived";
}

function labelled(label: string, withoutLabel: boolean) {
  return withoutLabel ? { "aria-label": label } : { label };
}

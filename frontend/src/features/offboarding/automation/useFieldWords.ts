import { useFormat, useTexts } from "@/texts";
import { employeeStatuses, employeeTypes } from "@/features/directory/types";
import { isDate } from "./draft";
import type { TriggerField } from "./types";

/** What a field of a person has become, in words: a status or type by its name, a date as dates are written. */
export function useFieldWords(): (field: TriggerField, value: string) => string {
  const { directory } = useTexts();
  const format = useFormat();
  return (field, value) => {
    if (isDate(field)) return format.day(value);
    if (field === "status") {
      const status = employeeStatuses.find((each) => each === value);
      return status === undefined ? value : directory.statuses[status];
    }
    const type = field === "employeeType" ? employeeTypes.find((each) => each === value) : undefined;
    return type === undefined ? value : directory.types[type];
  };
}

import { Select, type SelectProps } from "@mantine/core";

const timeZones = Array.from(
  new Set(["UTC", Intl.DateTimeFormat().resolvedOptions().timeZone, ...Intl.supportedValuesOf("timeZone")]),
);

export function TimeZoneSelect(props: Omit<SelectProps, "data">) {
  return <Select searchable allowDeselect={false} limit={200} data={timeZones} {...props} />;
}

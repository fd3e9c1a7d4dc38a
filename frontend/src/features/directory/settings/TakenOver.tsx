import { Text, Title } from "@mantine/core";
import { useTexts, type Texts } from "@/texts";

type Field = keyof Texts["directory"]["fields"];

/** The fields that an employee master may fill. */
const masterFields: readonly Field[] = [
  "displayName",
  "lastName",
  "firstName",
  "primaryEmail",
  "employeeId",
  "employeeStatus",
  "employeeType",
  "companyName",
  "department",
  "jobTitle",
  "workLocation",
  "manager",
  "contractStartAt",
  "contractEndAt",
  "suspensionStartAt",
  "suspensionEndAt",
];

/** What an employee master takes over, and what it leaves alone. */
export function TakenOver() {
  const { fields, settings } = useTexts().directory;
  const { between } = useTexts().account.drawer;
  const { master } = settings;
  return (
    <div>
      <Title order={3} size="sm" mb={4}>
        {master.takenOver}
      </Title>
      <Text size="sm">{masterFields.map((field) => fields[field]).join(between)}</Text>
      <Text size="sm" c="dimmed" mt={4}>
        {master.takenOverFields} {master.notFields}
      </Text>
    </div>
  );
}

import { Checkbox, SimpleGrid, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCan, useOrganizationId } from "@/app/session";
import { useNotify } from "@/components/useNotify";
import { useTexts, type Texts } from "@/texts";
import { sourcesOf } from "../person/sources";
import type { PresetField } from "../types";
import { organizationConfigurationQuery, useFieldSourceChange } from "./queries";

type Field = keyof Texts["directory"]["fields"];

/** The fields that an employee master may fill, by the names of the field configuration. */
const masterFields = {
  display_name: "displayName",
  last_name: "lastName",
  first_name: "firstName",
  primary_email: "primaryEmail",
  employee_id: "employeeId",
  employee_status: "employeeStatus",
  employee_type: "employeeType",
  company_name: "companyName",
  department: "department",
  job_title: "jobTitle",
  work_location: "workLocation",
  manager: "manager",
  contract_start_at: "contractStartAt",
  contract_end_at: "contractEndAt",
  suspension_start_at: "suspensionStartAt",
  suspension_end_at: "suspensionEndAt",
} as const satisfies Partial<Record<PresetField, Field>>;
const masterFieldNames = Object.keys(masterFields) as (keyof typeof masterFields)[];

/** What the employee master takes over, field by field, and what it leaves alone. */
export function TakenOver({ hasMaster }: { hasMaster: boolean }) {
  const { fields, settings } = useTexts().directory;
  const { between } = useTexts().account.drawer;
  const { master } = settings;
  return (
    <div>
      <Title order={3} size="sm" mb={4}>
        {master.takenOver}
      </Title>
      {hasMaster ? (
        <FieldChoices />
      ) : (
        <Text size="sm">
          {Object.values(masterFields)
            .map((field) => fields[field])
            .join(between)}
        </Text>
      )}
      <Text size="sm" c="dimmed" mt={8}>
        {master.takenOverFields} {master.notFields}
      </Text>
    </div>
  );
}

function FieldChoices() {
  const { fields, settings } = useTexts().directory;
  const { done, refused } = useNotify();
  const mayChange = useCan("directory:write");
  const { data: configuration } = useQuery(organizationConfigurationQuery(useOrganizationId()));
  const change = useFieldSourceChange();
  const sources = sourcesOf(configuration);

  const choose = (uniqueName: PresetField, field: Field, isMaster: boolean) =>
    change.mutate(
      { uniqueName, source: isMaster ? "master" : "daicho" },
      {
        onSuccess: () =>
          done(settings.master.sourceChanged(fields[field], isMaster), () =>
            change.mutate({ uniqueName, source: isMaster ? "daicho" : "master" }, { onError: refused }),
          ),
        onError: refused,
      },
    );

  return (
    <SimpleGrid cols={{ base: 1, xs: 2, sm: 4 }} spacing="xs" verticalSpacing={10}>
      {masterFieldNames.map((uniqueName) => {
        const field = masterFields[uniqueName];
        return (
          <Checkbox
            key={uniqueName}
            size="xs"
            label={fields[field]}
            checked={sources.get(field) === "master"}
            disabled={!mayChange || configuration === undefined}
            onChange={(event) => choose(uniqueName, field, event.currentTarget.checked)}
          />
        );
      })}
    </SimpleGrid>
  );
}

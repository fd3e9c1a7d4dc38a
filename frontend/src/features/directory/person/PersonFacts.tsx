import { Stack, Text, Tooltip } from "@mantine/core";
import { IconBuilding, IconPlug } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useOrganizationId } from "@/app/session";
import { RelativeTime } from "@/components/RelativeTime";
import { useFormat, useTexts, type Texts } from "@/texts";
import { Facts, type Fact } from "../Facts";
import { configurationQuery, customFieldsQuery } from "../queries";
import { customText } from "../draft";
import type { CustomField, Identity, Lifecycle } from "../types";
import { PersonLink } from "./PersonLink";
import { sourcesOf, type FieldSource } from "./sources";
import classes from "./PersonFacts.module.css";

type Field = keyof Texts["directory"]["fields"];

/** Everything that the directory knows of somebody, each value with the mark of where it comes from. */
export function PersonFacts({ person }: { person: Identity }) {
  const { directory: texts } = useTexts();
  const format = useFormat();
  const organizationId = useOrganizationId();
  const { data: configuration } = useQuery(configurationQuery(organizationId, person.id));
  const { data: customFields = [] } = useQuery(customFieldsQuery(organizationId));
  const sources = sourcesOf(configuration);

  const fact = (field: Field, value: ReactNode): Fact => ({
    label: texts.fields[field],
    value: (
      <>
        {value === null || value === "" ? <None /> : value}
        <SourceMark field={texts.fields[field]} source={sources.get(field) ?? "admina"} />
      </>
    ),
  });
  const day = (field: keyof Lifecycle): Fact => {
    const date = person.lifecycle[field];
    return fact(field, date === null ? null : format.day(date.slice(0, 10)));
  };
  const isOnLeave = person.lifecycle.suspensionStartAt !== null || person.lifecycle.suspensionEndAt !== null;

  return (
    <Stack gap="sm">
      <Facts
        facts={[
          fact("lastName", person.lastName),
          fact("firstName", person.firstName),
          fact("primaryEmail", person.primaryEmail),
          ...(person.secondaryEmails.length > 0
            ? [fact("secondaryEmails", <Lines lines={person.secondaryEmails} />)]
            : []),
          fact("employeeId", person.employeeId),
          fact("employeeType", texts.types[person.employeeType]),
          fact("companyName", person.companyName),
          fact("department", person.department.name),
          fact("jobTitle", person.jobTitle),
          fact("workLocation", person.workLocation),
          fact(
            "manager",
            person.manager === null ? null : (
              <PersonLink identityId={person.manager.id} name={person.manager.displayName} />
            ),
          ),
          day("contractStartAt"),
          day("contractEndAt"),
          ...(isOnLeave ? [day("suspensionStartAt"), day("suspensionEndAt")] : []),
          fact("note", person.note),
          ...customFields.map((field) => customFact(field, person, format.day)),
        ]}
      />
      <Text size="xs" c="dimmed">
        {texts.fields.createdAt}: <RelativeTime at={person.createdAt} /> · {texts.fields.updatedAt}:{" "}
        <RelativeTime at={person.updatedAt} />
      </Text>
    </Stack>
  );
}

function customFact(field: CustomField, person: Identity, day: (date: string) => string): Fact {
  const value = customText(person.customFields, field);
  if (value === "") return { label: field.attributeName, value: <None /> };
  const shown = field.kind === "date" ? day(value.slice(0, 10)) : value;
  return { label: field.attributeName, value: shown };
}

function None() {
  const { common } = useTexts();
  return <span className={classes["none"]}>{common.none}</span>;
}

function Lines({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => <div key={line}>{line}</div>);
}

/** Marks a value that comes from elsewhere; values of this directory stand without a mark. */
function SourceMark({ field, source }: { field: string; source: FieldSource }) {
  const { sources } = useTexts().directory;
  if (source === "admina") return null;
  const label = sources.explanation(field, sources[source]);
  const Icon = source === "master" ? IconBuilding : IconPlug;
  return (
    <Tooltip label={label}>
      <Icon size={13} role="img" aria-label={label} className={classes["source"]} />
    </Tooltip>
  );
}

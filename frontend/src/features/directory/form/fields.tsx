import { Autocomplete, Select, SimpleGrid, TagsInput, Text, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useOrganizationId } from "@/app/session";
import { Panel } from "@/components/Panel";
import { useTexts } from "@/texts";
import { StatusSelect, TypeSelect } from "../choices";
import type { PersonValues } from "../draft";
import { PersonPicker } from "../PersonPicker";
import { kindOfEmailQuery, namesQuery, type NameList } from "../queries";
import type { CustomField } from "../types";
import { usePersonForm } from "./context";

type TextField = {
  [Field in keyof PersonValues]: PersonValues[Field] extends string ? Field : never;
}[keyof PersonValues];

/** Explanations stand below, so that inputs side by side stay on one line. */
const order: ("label" | "input" | "description" | "error")[] = ["label", "input", "description", "error"];

export function WhoFields() {
  const { form: words, fields } = useTexts().directory;
  const { form } = usePersonForm();
  return (
    <Panel title={words.who}>
      <Columns>
        <Line field="lastName" focusAtFirst />
        <Line field="firstName" />
        <Line field="displayName" description={words.displayNameHint} />
        <Line field="employeeId" description={words.employeeIdHint} />
        <div>
          <Line field="primaryEmail" type="email" />
          <KindPreview />
        </div>
        <TagsInput
          label={fields.secondaryEmails}
          inputWrapperOrder={order}
          description={words.secondaryHint}
          splitChars={[",", " ", "、"]}
          acceptValueOnBlur
          {...form.getInputProps("secondaryEmails")}
        />
      </Columns>
    </Panel>
  );
}

export function WorkFields() {
  const { form: words, fields } = useTexts().directory;
  const { form, ownId } = usePersonForm();
  return (
    <Panel title={words.work}>
      <Columns>
        <StatusSelect {...inputOf(form, "employeeStatus")} />
        <TypeSelect {...inputOf(form, "employeeType")} />
        <NameLine field="companyName" list="companies" />
        <NameLine field="department" list="departments" />
        <Line field="jobTitle" />
        <NameLine field="workLocation" list="locations" />
        <PersonPicker label={fields.manager} except={ownId} {...inputOf(form, "manager")} />
      </Columns>
    </Panel>
  );
}

export function DateFields() {
  const { form: words } = useTexts().directory;
  return (
    <Panel title={words.dates}>
      <Columns>
        <Line field="contractStartAt" type="date" />
        <Line field="contractEndAt" type="date" />
        <Line field="suspensionStartAt" type="date" />
        <Line field="suspensionEndAt" type="date" />
      </Columns>
    </Panel>
  );
}

export function FurtherFields() {
  const { form: words, fields } = useTexts().directory;
  const { form } = usePersonForm();
  return (
    <Panel title={words.further}>
      <Textarea label={fields.note} autosize minRows={3} {...form.getInputProps("note")} />
    </Panel>
  );
}

export function CustomFields({ fields }: { fields: readonly CustomField[] }) {
  const { form: words } = useTexts().directory;
  return (
    <Panel title={words.custom}>
      <Columns>
        {fields.map((field) => (
          <CustomInput key={field.id} field={field} />
        ))}
      </Columns>
    </Panel>
  );
}

function CustomInput({ field }: { field: CustomField }) {
  const { form } = usePersonForm();
  const input = { label: field.attributeName, ...form.getInputProps(`custom.${field.attributeCode}`) };
  switch (field.kind) {
    case "textarea":
      return <Textarea autosize minRows={2} {...input} />;
    case "dropdown":
      return <Choice field={field} />;
    case "number":
      return <TextInput inputMode="decimal" {...input} />;
    case "date":
    case "email":
    case "text":
      return <TextInput type={field.kind} {...input} />;
  }
}

/** What a control of our own needs of the form. */
function inputOf<Field extends keyof PersonValues>(form: UseFormReturnType<PersonValues>, field: Field) {
  return {
    value: form.values[field],
    onChange: (value: PersonValues[Field]) => form.setFieldValue(field, value as never),
    error: form.errors[field],
  };
}

function Choice({ field }: { field: CustomField }) {
  const { form } = usePersonForm();
  const place = `custom.${field.attributeCode}`;
  const chosen = form.values.custom[field.attributeCode] ?? "";
  return (
    <Select
      label={field.attributeName}
      clearable
      data={field.configuration?.values.map(({ value }) => value) ?? []}
      value={chosen === "" ? null : chosen}
      onChange={(value) => form.setFieldValue(place, value ?? "")}
      error={form.errors[place]}
    />
  );
}

interface LineProps {
  field: TextField;
  type?: "text" | "email" | "date";
  description?: string;
  focusAtFirst?: boolean;
}

function Line({ field, type = "text", description, focusAtFirst = false }: LineProps) {
  const { fields } = useTexts().directory;
  const { form } = usePersonForm();
  return (
    <TextInput
      label={fields[field]}
      type={type}
      inputWrapperOrder={order}
      description={useDescription(field, description)}
      data-autofocus={focusAtFirst || undefined}
      {...form.getInputProps(field)}
    />
  );
}

/** A line that suggests the names in use. */
function NameLine({ field, list }: { field: TextField; list: NameList }) {
  const { fields } = useTexts().directory;
  const { form } = usePersonForm();
  const { data: names = [] } = useQuery(namesQuery(useOrganizationId(), list));
  return (
    <Autocomplete
      label={fields[field]}
      data={names}
      inputWrapperOrder={order}
      description={useDescription(field)}
      {...form.getInputProps(field)}
    />
  );
}

/** A value of the employee master says so, since a change of it does not last. */
function useDescription(field: TextField, description?: string): string | undefined {
  const { form: words } = useTexts().directory;
  return usePersonForm().sources.get(field) === "master" ? words.fromMaster : description;
}

const typingPause = 300;

/** The kind of ID that the address typed so far would give. */
function KindPreview() {
  const { form: words, kinds } = useTexts().directory;
  const { form } = usePersonForm();
  const [email] = useDebouncedValue(form.values.primaryEmail.trim(), typingPause);
  const isAddress = /^\S+@\S+\.\S+$/.test(email);
  const { data } = useQuery({ ...kindOfEmailQuery(useOrganizationId(), email), enabled: isAddress });
  return (
    <Text size="xs" c="dimmed" mt={4} aria-live="polite" mih={18}>
      {isAddress && data !== undefined && words.willBe(kinds[data.type])}
    </Text>
  );
}

function Columns({ children }: { children: ReactNode }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      {children}
    </SimpleGrid>
  );
}

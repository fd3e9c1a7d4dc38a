import type { Identity } from "@/features/directory/types";
import type { ProvisioningField, Values } from "./types";

type Person = Pick<
  Identity,
  "displayName" | "firstName" | "lastName" | "primaryEmail" | "employeeId" | "department" | "jobTitle"
>;

/** What a form starts with: what the directory knows of the person, else the service's own default. */
export function initialValues(fields: readonly ProvisioningField[], person: Person | null): Values {
  return Object.fromEntries(
    fields.map((field) => {
      const known =
        (person !== null && field.prefill ? fromDirectory(person, field.prefill) : undefined) ?? field.default;
      return [field.name, field.kind === "list" ? (known ? [known] : []) : (known ?? "")];
    }),
  );
}

/** The value of a directory field, by the name that manifests use for it. */
export function fromDirectory(person: Person, field: string): string | undefined {
  const values: Readonly<Record<string, string | null | undefined>> = {
    display_name: person.displayName,
    first_name: person.firstName,
    last_name: person.lastName,
    email: person.primaryEmail,
    username: person.primaryEmail?.split("@")[0],
    employee_number: person.employeeId,
    department: person.department.name,
    job_title: person.jobTitle,
  };
  const value = values[field] ?? "";
  return value === "" ? undefined : value;
}

/** The required fields that are still empty, with the words for it. */
export function missingFields(
  fields: readonly ProvisioningField[],
  values: Values,
  problem: string,
): Record<string, string> {
  return Object.fromEntries(
    fields
      .filter(({ name, required }) => required && (values[name] ?? "").length === 0)
      .map(({ name }) => [name, problem]),
  );
}

/** What is sent: without what was left empty. */
export function filledValues(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.length > 0));
}

/** The fields that everybody shares when accounts are made for many people: what the directory does not fill. */
export function sharedFields(fields: readonly ProvisioningField[]): readonly ProvisioningField[] {
  return fields.filter(({ prefill }) => !prefill);
}

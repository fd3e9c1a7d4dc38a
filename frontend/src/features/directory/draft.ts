import type { CustomField, CustomValues, Identity, IdentityDraft, Lifecycle, Manager } from "./types";

/** Who somebody is, as far as a choice of people shows it. */
export type PersonChoice = Pick<Manager, "id" | "displayName" | "primaryEmail">;

/** What the form holds: texts, empty where nothing is known. */
export interface PersonValues {
  displayName: string;
  lastName: string;
  firstName: string;
  primaryEmail: string;
  secondaryEmails: string[];
  employeeId: string;
  /** Null lets the dates tell. */
  employeeStatus: Identity["employeeStatus"] | null;
  employeeType: Identity["employeeType"];
  companyName: string;
  department: string;
  jobTitle: string;
  workLocation: string;
  contractStartAt: string;
  contractEndAt: string;
  suspensionStartAt: string;
  suspensionEndAt: string;
  manager: PersonChoice | null;
  note: string;
  custom: Record<string, string>;
}

export const emptyDraft: IdentityDraft = {
  employeeStatus: null,
  employeeType: "full_time_employee",
  firstName: null,
  lastName: null,
  displayName: null,
  primaryEmail: null,
  secondaryEmails: [],
  employeeId: null,
  companyName: null,
  department: { name: null },
  jobTitle: null,
  workLocation: null,
  lifecycle: { contractStartAt: null, contractEndAt: null, suspensionStartAt: null, suspensionEndAt: null },
  manager: null,
  note: null,
  customFields: {},
};

export function valuesOf(person: Identity | null, customFields: readonly CustomField[]): PersonValues {
  const from = person ?? emptyDraft;
  const custom = customFields.map((field) => [field.attributeCode, customText(from.customFields, field)]);
  return {
    displayName: from.displayName ?? "",
    lastName: from.lastName ?? "",
    firstName: from.firstName ?? "",
    primaryEmail: from.primaryEmail ?? "",
    secondaryEmails: person === null ? [] : ownSecondaryEmails(person),
    employeeId: from.employeeId ?? "",
    employeeStatus: from.employeeStatus,
    employeeType: from.employeeType,
    companyName: from.companyName ?? "",
    department: from.department.name ?? "",
    jobTitle: from.jobTitle ?? "",
    workLocation: from.workLocation ?? "",
    contractStartAt: from.lifecycle.contractStartAt ?? "",
    contractEndAt: from.lifecycle.contractEndAt ?? "",
    suspensionStartAt: from.lifecycle.suspensionStartAt ?? "",
    suspensionEndAt: from.lifecycle.suspensionEndAt ?? "",
    manager: person?.manager ?? null,
    note: from.note ?? "",
    custom: Object.fromEntries(custom) as Record<string, string>,
  };
}

export function draftOf(values: PersonValues, customFields: readonly CustomField[]): IdentityDraft {
  const { employeeStatus, employeeType, secondaryEmails, manager } = values;
  return {
    employeeStatus,
    employeeType,
    firstName: orNull(values.firstName),
    lastName: orNull(values.lastName),
    displayName: orNull(values.displayName),
    primaryEmail: orNull(values.primaryEmail),
    secondaryEmails: secondaryEmails.map((email) => email.trim()),
    employeeId: orNull(values.employeeId),
    companyName: orNull(values.companyName),
    department: { name: orNull(values.department) },
    jobTitle: orNull(values.jobTitle),
    workLocation: orNull(values.workLocation),
    lifecycle: {
      contractStartAt: orNull(values.contractStartAt),
      contractEndAt: orNull(values.contractEndAt),
      suspensionStartAt: orNull(values.suspensionStartAt),
      suspensionEndAt: orNull(values.suspensionEndAt),
    },
    manager: manager === null ? null : { id: manager.id },
    note: orNull(values.note),
    customFields: customValues(values.custom, customFields),
  };
}

/** What differs, since the server keeps what it is not told; a status that was not touched stays with the dates. */
export function changesBetween(before: IdentityDraft, after: IdentityDraft): IdentityChanges {
  const changes: IdentityChanges = differing(before, after);
  if (changes.lifecycle !== undefined) changes.lifecycle = differing(before.lifecycle, after.lifecycle);
  if (changes.customFields !== undefined) {
    changes.customFields = differing(before.customFields, after.customFields);
  }
  return changes;
}

export type IdentityChanges = Partial<Omit<IdentityDraft, "lifecycle">> & { lifecycle?: Partial<Lifecycle> };

function differing<Values extends object>(before: Values, after: Values): Partial<Values> {
  const isSame = (key: string) =>
    JSON.stringify(before[key as keyof Values] ?? null) === JSON.stringify(after[key as keyof Values] ?? null);
  return Object.fromEntries(Object.entries(after).filter(([key]) => !isSame(key))) as Partial<Values>;
}

/** The addresses that are the person's own: those of merged people come with their merge and go with it. */
function ownSecondaryEmails({ secondaryEmails, mergedPeople }: Identity): string[] {
  return secondaryEmails.filter((email) => !mergedPeople.some(({ primaryEmail }) => primaryEmail === email));
}

/** Where in the form a refusal of the server belongs, whose names are those of the API's body. */
export function formField(field: string): string {
  const name = field.replace(/^identityUpdates\./, "").replace(/\[\d+\]$/, "");
  if (name.startsWith("customFields.")) return name.replace("customFields.", "custom.");
  if (name === "department.name") return "department";
  if (name === "manager.id") return "manager";
  return name.replace(/^lifecycle\./, "");
}

/** The value of a custom field as it is written; empty where there is none. */
export function customText(values: CustomValues, { attributeCode }: CustomField): string {
  const value = values[attributeCode];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function customValues(custom: Readonly<Record<string, string>>, fields: readonly CustomField[]): CustomValues {
  const entries = fields.map(({ attributeCode, kind }) => {
    const value = orNull(custom[attributeCode] ?? "");
    return [attributeCode, kind === "number" && value !== null ? Number(value) : value] as const;
  });
  return Object.fromEntries(entries);
}

function orNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === "" ? null : trimmed;
}

import type { Texts } from "@/texts";
import type { PersonValues } from "../draft";
import type { CustomField } from "../types";

const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What is plainly wrong, by the field's place in the form. The server decides about the rest. */
export function validate(
  values: PersonValues,
  customFields: readonly CustomField[],
  words: Texts["directory"]["form"],
): Record<string, string> {
  const found: Record<string, string> = {};
  const { displayName, firstName, lastName, primaryEmail, secondaryEmails } = values;
  if ([displayName, firstName, lastName].every(isBlank)) found["displayName"] = words.nameRequired;
  if (!isBlank(primaryEmail) && !emailPattern.test(primaryEmail.trim())) found["primaryEmail"] = words.invalidEmail;
  if (secondaryEmails.some((email) => !emailPattern.test(email.trim()))) found["secondaryEmails"] = words.invalidEmail;
  if (endsBeforeStart(values.contractStartAt, values.contractEndAt)) found["contractEndAt"] = words.endsBeforeStart;
  if (endsBeforeStart(values.suspensionStartAt, values.suspensionEndAt)) {
    found["suspensionEndAt"] = words.endsBeforeStart;
  }
  for (const { attributeCode, kind } of customFields) {
    const value = values.custom[attributeCode] ?? "";
    if (isBlank(value)) continue;
    if (kind === "number" && Number.isNaN(Number(value))) found[`custom.${attributeCode}`] = words.invalidNumber;
    if (kind === "email" && !emailPattern.test(value.trim())) found[`custom.${attributeCode}`] = words.invalidEmail;
  }
  return found;
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}

function endsBeforeStart(start: string, end: string): boolean {
  return start !== "" && end !== "" && end < start;
}

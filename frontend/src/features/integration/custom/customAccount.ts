import type { CustomAccount } from "./queries";

export interface EnteredAccount {
  email: string;
  displayName: string;
  userName: string;
  /** Several are separated by commas, Japanese ones too. */
  roles: string;
  licenses: string;
  twoFa: boolean;
}

/** What was typed into the form, without what was left empty. */
export function toCustomAccount(entered: EnteredAccount): CustomAccount {
  return {
    email: entered.email.trim(),
    displayName: textOrNothing(entered.displayName),
    userName: textOrNothing(entered.userName),
    roles: listOf(entered.roles),
    licenses: listOf(entered.licenses),
    twoFa: entered.twoFa,
  };
}

/** The refusals by the form's fields: `create[0].email` is about `email`. */
export function refusedFields(refusals: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(refusals).map(([field, message]) => [field.split(".").at(-1) ?? field, message]),
  );
}

function textOrNothing(text: string): string | undefined {
  return text.trim() === "" ? undefined : text.trim();
}

function listOf(text: string): string[] {
  return text
    .split(/[,，、]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

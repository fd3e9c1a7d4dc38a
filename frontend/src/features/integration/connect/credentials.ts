import type { FieldRefusal } from "@/api/errors";
import type { ConnectWay, CredentialField } from "@/features/catalogue/types";

export type CredentialValues = Readonly<Record<string, string>>;

/** What is left of a pasted value without the invisible characters and line ends that copying brings along. */
export function cleanPaste(field: CredentialField, text: string): string {
  const visible = text.replace(/[\u200B-\u200D\u2060\uFEFF]/g, "").replace(/\r\n?/g, "\n");
  return field.multiline ? visible.trim() : visible.replace(/\n/g, "").trim();
}

/** The names of required fields that are still empty. */
export function missingFields(way: ConnectWay, values: CredentialValues): readonly string[] {
  return way.fields
    .filter(({ name, required }) => required && (values[name] ?? "").trim() === "")
    .map(({ name }) => name);
}

/** Only what was filled in, for the fields of this way. */
export function valuesToSend(way: ConnectWay, values: CredentialValues): Record<string, string> {
  return Object.fromEntries(
    way.fields
      .map((field) => [field.name, cleanPaste(field, values[field.name] ?? "")] as const)
      .filter(([, value]) => value !== ""),
  );
}

/** The server's refusals by the name of the credential field: `auth.values.token` is about `token`. */
export function refusedFields(way: ConnectWay, refusals: readonly FieldRefusal[]): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const { field, message } of refusals) {
    const name = field.split(".").at(-1) ?? field;
    if (name === "baseUrl" || way.fields.some((known) => known.name === name)) messages[name] = message;
  }
  return messages;
}

export function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

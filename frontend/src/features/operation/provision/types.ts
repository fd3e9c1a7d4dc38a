import type { Choice } from "@/components/DataList";
import type { Refusal } from "../types";

export type FieldKind = "text" | "choice" | "list" | "account" | "secret";

/** One value that a service asks for when an account is made. */
export interface ProvisioningField {
  name: string;
  /** In the language that was asked for. */
  label: string;
  kind: FieldKind;
  required: boolean;
  default?: string | null;
  example?: string | null;
  /** The field of the directory whose value fits here. */
  prefill?: string | null;
  /** Read from the service just now. */
  choices?: Choice[] | null;
}

export interface ProvisioningMeta {
  workspaceId: number;
  serviceId: number;
  supported: boolean;
  /** Why no account can be made here. */
  reason?: Refusal | null;
  fields: ProvisioningField[];
  /** Why the choices could not be read; they can be typed instead. */
  choicesError?: Refusal | null;
  plan?: string | null;
  notes?: string | null;
  /** The person gets an invitation and has to accept it. */
  invites: boolean;
}

/** What was entered: a text, or several for a list. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

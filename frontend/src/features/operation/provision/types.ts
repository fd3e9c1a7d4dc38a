import type { Schemas } from "@/api/types";

/** One value that a service asks for when an account is made. */
export type ProvisioningField = Schemas["ProvisioningField"];
export type ProvisioningMeta = Schemas["ProvisioningMeta"];

/** The service to which accounts are added, with its workspaces. */
export interface ServiceChoice {
  id: number;
  name: string;
  workspaceIds: readonly number[];
}

/** What was entered: a text, or several for a list. */
export type Values = Record<string, string | string[]>;

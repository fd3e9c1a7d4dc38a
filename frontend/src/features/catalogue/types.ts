import type { Language } from "@/texts";

export type Bilingual = Record<Language, string>;
export type WayKind = "oauth2" | "api_key" | "id_password" | "manual";
export type Verification = "live" | "vendor-spec" | "vendor-sample" | "unverified";
export type Capability = "list" | "create" | "suspend" | "reactivate" | "delete";
export type AccountField =
  | "email"
  | "username"
  | "displayName"
  | "status"
  | "role"
  | "license"
  | "twoFactor"
  | "lastActivity"
  | "createdAt"
  | "employeeNumber";

export interface CredentialField {
  name: string;
  label: Bilingual;
  example: string | null;
  secret: boolean;
  required: boolean;
  multiline: boolean;
}

export interface ConnectWay {
  name: string;
  kind: WayKind;
  label: Bilingual;
  fields: CredentialField[];
  guide: Bilingual;
  scopes: string[];
}

export interface CatalogueService {
  id: number;
  slug: string;
  name: Bilingual;
  otherNames: string[];
  category: string;
  homepage: string;
  state: "active" | "renamed" | "discontinued";
  ways: ConnectWay[];
  capabilities: Record<Capability, boolean>;
  fields: Record<AccountField, boolean>;
  verification: Verification;
  employeeMaster: boolean;
  notes: Bilingual[];
  integrated: boolean;
  predictedRequests?: number | null;
}

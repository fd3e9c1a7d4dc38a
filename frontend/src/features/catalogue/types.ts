import type { Language } from "@/texts";

export type Bilingual = Record<Language, string>;
export type WayKind = "oauth2" | "api_key" | "id_password" | "manual";
export type Verification = "live" | "vendor-spec" | "vendor-sample" | "unverified";
/** What can be asked of a service, then what it tells. */
export type Capability =
  | "list"
  | "create"
  | "suspend"
  | "reactivate"
  | "delete"
  | "roles"
  | "licenses"
  | "twoFactor"
  | "lastActivity"
  | "employeeMaster";
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
  /** The vendor's plan that this way needs. */
  plan?: Bilingual | null;
  scopes: string[];
}

/** What a change really does at the service, and what goes with it. */
export interface ServiceOperation {
  /** Of deleting only. */
  effect: "removes" | "deactivates" | "leaves" | null;
  /** Null when nobody knows. */
  removesContent: boolean | null;
  touches: Bilingual | null;
  sharedUsers: Bilingual | null;
  freesLicense: boolean | null;
  plan: Bilingual | null;
  notes: Bilingual | null;
  invites: boolean;
  /** The input that names who takes the content over. */
  handsOver: string | null;
}

export type Change = "create" | "suspend" | "reactivate" | "delete";

/** What is known of a service's pages, for signing in by ID and password. */
export interface Robot {
  loginUrl: string | null;
  fields: string[];
  secondFactor: Bilingual | null;
  sso: Bilingual | null;
  members: Bilingual | null;
  columns: string[];
  export: string | null;
  notes: Bilingual | null;
  /** Whether it is known what to do on those pages. */
  recipe: boolean;
}

export interface CatalogueService {
  id: number;
  slug: string;
  name: Bilingual;
  otherNames: string[];
  category: string;
  homepage: string;
  state: "active" | "renamed" | "discontinued";
  /** When its vendor ended it. */
  ended: string | null;
  /** The vendor's plan that listing accounts needs. */
  plan: Bilingual | null;
  ways: ConnectWay[];
  capabilities: Record<Capability, boolean>;
  operations: Partial<Record<Change, ServiceOperation | null>>;
  /** Accounts with one of these roles are never suspended or deleted through Daicho. */
  untouchableRoles: string[];
  fields: Record<AccountField, boolean>;
  verification: Verification;
  verifiedOn: string | null;
  /** Where the facts come from. */
  sources: string[];
  employeeMaster: boolean;
  notes: Bilingual[];
  /** What the vendor does not give, or what nobody could make sure of. */
  unseen: Bilingual[];
  robot: Robot | null;
  /** How many requests a sync of a thousand accounts makes; fast leaves out what costs a request per account. */
  requestsPer1000Accounts: { full: number; fast: number };
  /** How long such a sync takes at the rate that the vendor permits. */
  secondsPer1000Accounts: { full: number; fast: number };
  integrated: boolean;
}

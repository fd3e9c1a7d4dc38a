import type { Schemas } from "@/api/types";

export type Bilingual = Schemas["Bilingual"];
export type WayKind = Schemas["WayKind"];
export type Verification = Schemas["Verification"];
/** What can be asked of a service, then what it tells. */
export type Capability = keyof Schemas["Capabilities"];
export type AccountField = keyof Schemas["FieldCoverage"];
export type CredentialField = Schemas["CredentialField"];
export type ConnectWay = Schemas["ConnectWay"];
/** What a change really does at the service, and what goes with it. */
export type ServiceOperation = Schemas["ServiceOperation"];
export type Change = Schemas["ChangeKind"];
/** What is known of a service's pages, for signing in by ID and password. */
export type Robot = Schemas["Robot"];
export type CatalogueService = Schemas["CatalogueService"];

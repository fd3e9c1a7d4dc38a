import type { components, operations } from "./schema";

export type Schemas = components["schemas"];

export type ApiKey = Schemas["ApiKey"];
export type AttentionItem = Schemas["AttentionItem"];
export type CreatedApiKey = Schemas["CreatedApiKey"];
export type Domain = Schemas["Domain"];
export type Home = Schemas["Home"];
export type Invitation = Schemas["Invitation"];
export type InvitedUser = Schemas["InvitedUser"];
export type Organization = Schemas["Organization"];
export type OrganizationSettings = Schemas["OrganizationSettings"];
export type Permission = Schemas["Permission"];
export type Session = Schemas["Session"];
export type User = Schemas["User"];
export type RoleName = User["roles"][number];

/** What an operation can be narrowed to, by the name that the API's document gives it. */
export type QueryOf<Name extends keyof operations> = NonNullable<operations[Name]["parameters"]["query"]>;

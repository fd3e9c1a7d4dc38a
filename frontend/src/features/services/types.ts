import type { Schemas } from "@/api/types";

/** A service that has at least one workspace. */
export type IntegratedService = Schemas["OrganizationService"];

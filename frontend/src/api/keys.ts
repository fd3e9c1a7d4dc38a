/** The rooms of the product. The first word of every query key, so that a whole room can be refreshed at once. */
export type Feature =
  | "access"
  | "account"
  | "alert"
  | "catalogue"
  | "directory"
  | "home"
  | "integration"
  | "notification"
  | "offboarding"
  | "operation"
  | "organization"
  | "services";

export function queryKey(feature: Feature, organizationId: number, ...rest: readonly unknown[]) {
  return [feature, organizationId, ...rest] as const;
}

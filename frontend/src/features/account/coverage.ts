import { queryOptions } from "@tanstack/react-query";
import { client, read } from "@/api/client";
import { queryKey } from "@/api/keys";
import type { AccountField } from "@/features/catalogue/types";

export type FieldCoverage = Readonly<Record<AccountField, boolean>>;

/** Which fields of an account the service can fill, from the catalogue. */
export function coverageQuery(organizationId: number, serviceUniqueName: string) {
  return queryOptions({
    queryKey: queryKey("catalogue", organizationId, "coverage", serviceUniqueName),
    queryFn: async ({ signal }): Promise<FieldCoverage> => {
      const service = await read(
        client.GET("/api/v1/organizations/{organizationId}/catalogue/{service}", {
          params: { path: { organizationId, service: serviceUniqueName } },
          signal,
        }),
      );
      return service.fields;
    },
    staleTime: Infinity,
  });
}

const order: readonly AccountField[] = [
  "email",
  "username",
  "displayName",
  "status",
  "role",
  "license",
  "twoFactor",
  "lastActivity",
  "createdAt",
];

/** The fields that a service never fills. A service kept by hand tells whatever was entered, so nothing is missing there. */
export function untold(coverage: FieldCoverage | undefined): AccountField[] {
  if (coverage === undefined || !Object.values(coverage).includes(true)) return [];
  return order.filter((field) => !coverage[field]);
}

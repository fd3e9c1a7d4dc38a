import type { Permission } from "@/api/types";
import { client, read } from "@/api/client";

/** Something that the search of the whole organization found. */
export interface Hit {
  key: string;
  label: string;
  detail: string;
  /** The service whose mark stands before the hit. */
  service?: { uniqueName: string; name: string };
  href: string;
}

export type HitKind = "services" | "people" | "accounts";

export interface HitSource {
  kind: HitKind;
  permission: Permission;
  find: (organizationId: number, keyword: string, signal: AbortSignal) => Promise<readonly Hit[]>;
}

const limit = 5;

/** Where the command palette looks, in the order in which it shows what was found. */
export const hitSources: readonly HitSource[] = [
  { kind: "services", permission: "services:read", find: findServices },
  { kind: "people", permission: "directory:read", find: findPeople },
  { kind: "accounts", permission: "accounts:read", find: findAccounts },
];

async function findServices(organizationId: number, keyword: string, signal: AbortSignal): Promise<readonly Hit[]> {
  const { items } = await read(
    client.GET("/api/v1/organizations/{organizationId}/services", {
      params: { path: { organizationId }, query: { keyword, limit } },
      signal,
    }),
  );
  return items.map(({ id, name, uniqueName }) => ({
    key: `service-${id}`,
    label: name,
    detail: "",
    service: { uniqueName, name },
    href: `/services/${id}`,
  }));
}

async function findPeople(organizationId: number, keyword: string, signal: AbortSignal): Promise<readonly Hit[]> {
  const { items } = await read(
    client.GET("/api/v1/organizations/{organizationId}/identity", {
      params: { path: { organizationId }, query: { keyword, limit } },
      signal,
    }),
  );
  return items.map(({ id, displayName, primaryEmail }) => ({
    key: `person-${id}`,
    label: displayName,
    detail: primaryEmail ?? "",
    href: `/directory?open=${encodeURIComponent(id)}`,
  }));
}

async function findAccounts(organizationId: number, keyword: string, signal: AbortSignal): Promise<readonly Hit[]> {
  const { items } = await read(
    client.GET("/api/v1/organizations/{organizationId}/accounts", {
      params: { path: { organizationId }, query: { keyword, limit } },
      signal,
    }),
  );
  return items.map(({ id, displayName, email, userName, serviceName, serviceUniqueName }) => ({
    key: `account-${id}`,
    label: displayName ?? userName ?? email ?? id,
    detail: email ?? "",
    service: { uniqueName: serviceUniqueName, name: serviceName },
    href: `/accounts?open=${encodeURIComponent(id)}`,
  }));
}

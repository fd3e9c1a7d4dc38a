import { queryOptions, useMutation } from "@tanstack/react-query";
import { client, read, readPage } from "@/api/client";
import { queryKey } from "@/api/keys";
import { useOrganizationId } from "@/app/session";
import { useRefresh } from "@/app/useRefresh";
import type { ExportLinks, ListPage, ListRequest, PageRequest } from "@/components/DataList";
import { filled, toSearch } from "@/components/DataList/parameters";
import { alertParameters, type AlertScope } from "./query";
import type { Alert, AlertType, ServiceMute } from "./types";

export function alertsKey(organizationId: number, ...rest: readonly unknown[]) {
  return queryKey("alert", organizationId, ...rest);
}

/** The API gives at most so many alerts at once. */
const mostAtOnce = 100;

export function fetchAlerts(organizationId: number, scope: AlertScope, request: PageRequest): Promise<ListPage<Alert>> {
  const { cursor, limit, signal } = request;
  const query = { ...alertParameters(scope, request), cursor, limit: Math.min(limit, mostAtOnce) };
  return readPage(
    client.GET("/api/v1/organizations/{organizationId}/alerts", {
      params: { path: { organizationId }, query },
      signal,
    }),
  );
}

export function exportAddresses(organizationId: number, scope: AlertScope, request: ListRequest): ExportLinks {
  const search = toSearch(alertParameters(scope, request));
  const address = `/api/v1/organizations/${organizationId}/alerts/export`;
  return { csv: `${address}.csv?${search}`, xlsx: `${address}.xlsx?${search}` };
}

export function summaryQuery(organizationId: number) {
  return queryOptions({
    queryKey: alertsKey(organizationId, "summary"),
    queryFn: ({ signal }) =>
      read(
        client.GET("/api/v1/organizations/{organizationId}/alerts/summary", {
          params: { path: { organizationId } },
          signal,
        }),
      ),
  });
}

export function alertQuery(organizationId: number, alertId: number) {
  return queryOptions({
    queryKey: alertsKey(organizationId, "one", alertId),
    queryFn: ({ signal }) =>
      read(
        client.GET("/api/v1/organizations/{organizationId}/alerts/{alertId}", {
          params: { path: { organizationId, alertId } },
          signal,
        }),
      ),
  });
}

/** The alerts that were raised last, for the bell. */
export function newestQuery(organizationId: number, count: number) {
  return queryOptions({
    queryKey: alertsKey(organizationId, "newest", count),
    queryFn: async ({ signal }) => {
      const page = await readPage(
        client.GET("/api/v1/organizations/{organizationId}/alerts", {
          params: { path: { organizationId }, query: { muted: false, limit: count } },
          signal,
        }),
      );
      return page.items;
    },
  });
}

export function serviceMutesQuery(organizationId: number) {
  return queryOptions({
    queryKey: alertsKey(organizationId, "mutes"),
    queryFn: async ({ signal }) => {
      const page = await readPage(
        client.GET("/api/v1/organizations/{organizationId}/alerts/mutes", {
          params: { path: { organizationId }, query: { scope: ["service", "type"], limit: mostAtOnce } },
          signal,
        }),
      );
      return page.items as ServiceMute[];
    },
  });
}

/** How long and why something is left out of the alerts. */
export interface MuteChoice {
  until: string | null;
  reason: string;
  /** The person's other accounts too. */
  includesOtherAccounts: boolean;
}

interface ServiceMuting {
  serviceIds: number[];
  /** Null mutes every type. */
  alertType: AlertType | null;
  reason: string;
}

export function useMuting() {
  const organizationId = useOrganizationId();
  const params = { path: { organizationId } };
  // A mute changes the numbers of all rooms that show alerts.
  const onSettled = useRefresh("alert", "home", "services", "account");

  const mute = useMutation({
    mutationFn: ({ alerts, choice }: { alerts: readonly Alert[]; choice: MuteChoice }) =>
      Promise.all(
        accountsByType(alerts).map(([alertType, accountIds]) =>
          read(
            client.POST("/api/v1/organizations/{organizationId}/alerts/accounts/mute", {
              params,
              body: {
                accountIds,
                alertType,
                until: choice.until,
                reason: filled(choice.reason),
                muteOtherAccounts: choice.includesOtherAccounts,
              },
            }),
          ),
        ),
      ),
    onSettled,
  });
  const unmute = useMutation({
    mutationFn: (alerts: readonly Alert[]) =>
      Promise.all(
        accountsByType(alerts).map(([alertType, accountIds]) =>
          read(
            client.DELETE("/api/v1/organizations/{organizationId}/alerts/accounts/mute", {
              params,
              body: { accountIds, alertType, unmuteOtherAccounts: alerts.some(({ mute }) => mute?.scope === "person") },
            }),
          ),
        ),
      ),
    onSettled,
  });
  const muteServices = useMutation({
    mutationFn: ({ reason, ...muted }: ServiceMuting) =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/alerts/services/mute", {
          params,
          body: { ...muted, reason: filled(reason) },
        }),
      ),
    onSettled,
  });
  const unmuteService = useMutation({
    mutationFn: ({ service, alertType }: Pick<ServiceMute, "service" | "alertType">) =>
      read(
        client.DELETE("/api/v1/organizations/{organizationId}/alerts/services/mute", {
          params,
          body: { serviceIds: [service.id], alertType },
        }),
      ),
    onSettled,
  });
  return { mute, unmute, muteServices, unmuteService };
}

/** The API mutes accounts for one type of alert at a time. */
export function accountsByType(alerts: readonly Alert[]): [AlertType, string[]][] {
  const byType = new Map<AlertType, string[]>();
  for (const { type, account } of alerts) {
    if (account !== null) byType.set(type, [...(byType.get(type) ?? []), account.id]);
  }
  return [...byType];
}

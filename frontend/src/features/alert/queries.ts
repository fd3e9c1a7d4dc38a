import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { read } from "@/api/client";
import { queryKey, type Feature } from "@/api/keys";
import { inOrganization, plain, readPage } from "@/api/plain";
import { useOrganizationId } from "@/app/session";
import type { ExportLinks, ListPage, ListRequest, PageRequest } from "@/components/DataList";
import { toSearch } from "@/features/account/query";
import { alertParameters, type AlertScope } from "./query";
import type { Alert, AlertSummary, AlertType, ServiceMute } from "./types";

export function alertsKey(organizationId: number, ...rest: readonly unknown[]) {
  return queryKey("alert", organizationId, ...rest);
}

export function fetchAlerts(organizationId: number, scope: AlertScope, request: PageRequest): Promise<ListPage<Alert>> {
  const { cursor, limit, signal } = request;
  const asked = { ...alertParameters(scope, request), cursor, limit: Math.min(limit, mostAtOnce), signal };
  return readPage<Alert>(organizationId, "/alerts", asked);
}

/** The API gives at most so many alerts at once. */
const mostAtOnce = 100;

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
        plain.GET<AlertSummary>(inOrganization("/alerts/summary"), { params: { path: { organizationId } }, signal }),
      ),
  });
}

export function alertQuery(organizationId: number, alertId: number) {
  return queryOptions({
    queryKey: alertsKey(organizationId, "one", alertId),
    queryFn: ({ signal }) =>
      read(
        plain.GET<Alert>(inOrganization("/alerts/{alertId}"), {
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
      const page = await readPage<Alert>(organizationId, "/alerts", {
        muted: false,
        cursor: null,
        limit: count,
        signal,
      });
      return page.items;
    },
  });
}

export function serviceMutesQuery(organizationId: number) {
  return queryOptions({
    queryKey: alertsKey(organizationId, "mutes"),
    queryFn: async ({ signal }) => {
      const page = await readPage<ServiceMute>(organizationId, "/alerts/mutes", {
        scope: ["service", "type"],
        cursor: null,
        limit: mostAtOnce,
        signal,
      });
      return page.items;
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

/** What alerts show in: a mute changes the numbers of all of these. */
const touched: readonly Feature[] = ["alert", "home", "services", "account"];

export function useMuting() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  const params = { path: { organizationId } };
  const onSettled = () =>
    Promise.all(
      touched.map((feature) => queryClient.invalidateQueries({ queryKey: queryKey(feature, organizationId) })),
    );

  const mute = useMutation({
    mutationFn: ({ alerts, choice }: { alerts: readonly Alert[]; choice: MuteChoice }) =>
      Promise.all(
        accountsByType(alerts).map(([alertType, accountIds]) =>
          read(
            plain.POST(inOrganization("/alerts/accounts/mute"), {
              params,
              body: {
                accountIds,
                alertType,
                until: choice.until ?? undefined,
                reason: choice.reason === "" ? undefined : choice.reason,
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
            plain.DELETE(inOrganization("/alerts/accounts/mute"), {
              params,
              body: { accountIds, alertType, unmuteOtherAccounts: alerts.some(({ mute }) => mute?.scope === "person") },
            }),
          ),
        ),
      ),
    onSettled,
  });
  const muteServices = useMutation({
    mutationFn: ({ serviceIds, alertType, reason }: ServiceMuting) =>
      read(
        plain.POST(inOrganization("/alerts/services/mute"), {
          params,
          body: { serviceIds, alertType: alertType ?? undefined, reason: reason === "" ? undefined : reason },
        }),
      ),
    onSettled,
  });
  const unmuteService = useMutation({
    mutationFn: ({ service, alertType }: Pick<ServiceMute, "service" | "alertType">) =>
      read(
        plain.DELETE(inOrganization("/alerts/services/mute"), {
          params,
          body: { serviceIds: [service.id], alertType: alertType ?? undefined },
        }),
      ),
    onSettled,
  });
  return { mute, unmute, muteServices, unmuteService };
}

interface ServiceMuting {
  serviceIds: readonly number[];
  /** Null mutes every type. */
  alertType: AlertType | null;
  reason: string;
}

/** The API mutes accounts for one type of alert at a time. */
export function accountsByType(alerts: readonly Alert[]): [AlertType, string[]][] {
  const byType = new Map<AlertType, string[]>();
  for (const { type, account } of alerts) {
    if (account) byType.set(type, [...(byType.get(type) ?? []), account.id]);
  }
  return [...byType];
}

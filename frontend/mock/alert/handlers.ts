import { http, HttpResponse, type HttpHandler } from "msw";
import type { Alert, AlertType, ServiceMute } from "../../src/features/alert/types";
import type { Ledger } from "../ledger";
import { answerList } from "../lists";
import { refusal } from "../refusal";
import { makeAlerts, summaryOf } from "./alerts";

const inOrganization = "*/api/v1/organizations/:organizationId";

interface AccountMuting {
  accountIds: string[];
  alertType: AlertType;
  until?: string;
  reason?: string;
}

interface ServiceMuting {
  serviceIds: number[];
  alertType?: AlertType;
  reason?: string;
}

export function alertHandlers(ledger: Ledger): HttpHandler[] {
  const alerts = makeAlerts(ledger.accounts);
  let serviceMutes: ServiceMute[] = [];
  const current = () => alerts.filter((alert) => isStillTrue(alert, ledger));
  const settings = { inactivityDays: 45, services: [{ serviceId: 3, inactivityDays: 90 }] };

  const setMute = ({ accountIds, alertType, until, reason }: AccountMuting, isMuted: boolean) => {
    for (const alert of alerts.filter(({ account }) => accountIds.includes(account?.id ?? ""))) {
      if (alert.type !== alertType) continue;
      alert.muted = isMuted;
      alert.mute = isMuted ? { by: "青木 美咲", until: until ?? null, reason: reason ?? null, scope: "account" } : null;
    }
    return new HttpResponse(null, { status: 204 });
  };
  const setServiceMute = ({ serviceIds, alertType, reason }: ServiceMuting, isMuted: boolean) => {
    const isMeant = (service: number, type: AlertType | null) =>
      serviceIds.includes(service) && (alertType === undefined || type === alertType);
    serviceMutes = serviceMutes.filter(({ service, alertType: type }) => !isMeant(service.id, type));
    for (const alert of alerts.filter(({ service, type }) => isMeant(service.id, type))) {
      alert.muted = isMuted;
      alert.mute = isMuted ? { by: "青木 美咲", until: null, reason: reason ?? null, scope: "service" } : null;
    }
    const services = new Map(alerts.map(({ service }) => [service.id, service]));
    const muted = isMuted ? serviceIds.flatMap((id) => services.get(id) ?? []) : [];
    serviceMutes.push(
      ...muted.map((service) => ({
        id: serviceMutes.length + service.id,
        scope: alertType === undefined ? ("service" as const) : ("type" as const),
        service,
        account: null,
        fileId: null,
        until: null,
        alertType: alertType ?? null,
        reason: reason ?? null,
        by: "青木 美咲",
        at: new Date().toISOString(),
      })),
    );
    return new HttpResponse(null, { status: 204 });
  };

  return [
    http.get(`${inOrganization}/alerts/summary`, () => HttpResponse.json(summaryOf(current()))),
    http.get(`${inOrganization}/alerts/mutes`, () =>
      HttpResponse.json({ meta: { nextCursor: null, totalCount: serviceMutes.length }, items: serviceMutes }),
    ),
    http.post<never, AccountMuting>(`${inOrganization}/alerts/accounts/mute`, async ({ request }) =>
      setMute(await request.json(), true),
    ),
    http.delete<never, AccountMuting>(`${inOrganization}/alerts/accounts/mute`, async ({ request }) =>
      setMute(await request.json(), false),
    ),
    http.post<never, ServiceMuting>(`${inOrganization}/alerts/services/mute`, async ({ request }) =>
      setServiceMute(await request.json(), true),
    ),
    http.delete<never, ServiceMuting>(`${inOrganization}/alerts/services/mute`, async ({ request }) =>
      setServiceMute(await request.json(), false),
    ),
    http.get(`${inOrganization}/alerts`, ({ request }) =>
      answerList(request, current(), {
        searched: ({ account, service, person }) => [
          account?.displayName ?? null,
          account?.email ?? null,
          service.name,
          person?.displayName ?? null,
        ],
        filters: {
          type: ({ type }) => [type],
          level: ({ level }) => [level],
          serviceId: ({ service }) => [service.id],
          peopleId: ({ person }) => [person?.peopleId],
          muted: ({ muted }) => [muted],
        },
        sorts: { since: ({ since }) => since },
      }),
    ),
    http.get(`${inOrganization}/alerts/:alertId`, ({ params }) => {
      const alert = current().find(({ id }) => id === Number(params["alertId"]));
      return alert === undefined ? refusal(404, "not_found", "There is no such alert.") : HttpResponse.json(alert);
    }),
    http.get(`${inOrganization}/alert-settings`, () => HttpResponse.json(settings)),
    http.put<never, typeof settings>(`${inOrganization}/alert-settings`, async ({ request }) =>
      HttpResponse.json(Object.assign(settings, await request.json())),
    ),
  ];
}

/** An account that is gone or suspended causes no alert any more. */
function isStillTrue({ account }: Alert, ledger: Ledger): boolean {
  if (!account) return true;
  const now = ledger.accounts.find(({ accountId }) => accountId === account.accountId);
  return now !== undefined && !now.isDeleted && now.status !== "suspended";
}

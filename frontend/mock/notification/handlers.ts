import { http, HttpResponse, type HttpHandler } from "msw";
import type {
  Channel,
  ChannelDraft,
  Delivery,
  ScheduledExport,
  ScheduledExportDraft,
} from "../../src/features/notification/types";
import { answerList } from "../lists";
import { refusal } from "../refusal";

const inOrganization = "*/api/v1/organizations/:organizationId";
const channelPath = `${inOrganization}/notification-channels/:id`;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

export function notificationHandlers(isFresh: boolean): HttpHandler[] {
  let channels: Channel[] = isFresh ? [] : structuredClone(sampleChannels);
  let exports: ScheduledExport[] = [];
  const deliveries: Delivery[] = structuredClone(sampleDeliveries);
  const withId = (id: unknown) => channels.find((channel) => channel.id === id);

  return [
    http.get(`${inOrganization}/notification-channels`, () => HttpResponse.json({ items: channels })),
    http.post<never, ChannelDraft & { target: string }>(
      `${inOrganization}/notification-channels`,
      async ({ request }) => {
        const draft = await request.json();
        if (!/^https:|@|^#/.test(draft.target)) {
          return refusal(422, "validation_exception", "The channel was refused.", [
            { field: "target", message: "This is no address that messages can be sent to." },
          ]);
        }
        const channel: Channel = {
          ...draft,
          alertTypes: [...draft.alertTypes],
          id: `channel-${channels.length + 1}`,
          state: "working",
          lastError: null,
        };
        channels.push(channel);
        const secret = draft.kind === "webhook" ? "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD" : null;
        return HttpResponse.json({ ...channel, secret }, { status: 201 });
      },
    ),
    http.patch<{ id: string }, Partial<Channel>>(channelPath, async ({ params, request }) => {
      const channel = withId(params.id);
      if (channel === undefined) return refusal(404, "not_found", "There is no such channel.");
      return HttpResponse.json(Object.assign(channel, await request.json()));
    }),
    http.delete(channelPath, ({ params }) => {
      channels = channels.filter(({ id }) => id !== params["id"]);
      return new HttpResponse(null, { status: 204 });
    }),
    http.post(`${channelPath}/test`, () => new HttpResponse(null, { status: 202 })),
    http.get(`${channelPath}/deliveries`, ({ request }) =>
      answerList(request, deliveries, { searched: () => [], filters: {}, sorts: {} }),
    ),
    http.post(`${channelPath}/deliveries/:deliveryId/redeliver`, ({ params }) => {
      const delivery = deliveries.find(({ id }) => id === params["deliveryId"]);
      if (delivery !== undefined) delivery.state = "delivered";
      return new HttpResponse(null, { status: 202 });
    }),
    http.get(`${inOrganization}/scheduled-exports`, () => HttpResponse.json({ items: exports })),
    http.post<never, ScheduledExportDraft>(`${inOrganization}/scheduled-exports`, async ({ request }) => {
      const scheduled = { ...(await request.json()), id: `export-${exports.length + 1}` };
      exports.push(scheduled);
      return HttpResponse.json(scheduled, { status: 201 });
    }),
    http.delete(`${inOrganization}/scheduled-exports/:id`, ({ params }) => {
      exports = exports.filter(({ id }) => id !== params["id"]);
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}

const sampleChannels: Channel[] = [
  {
    id: "channel-1",
    kind: "slack_webhook",
    name: "#it-alerts",
    enabled: true,
    target: "https://hooks.slack.com/services/T0…",
    alertTypes: ["retired_account", "failed_integration"],
    mode: "at_once",
    state: "working",
    lastError: null,
  },
  {
    id: "channel-2",
    kind: "webhook",
    name: "SIEM",
    enabled: true,
    target: "https://siem.example.com/…",
    alertTypes: [],
    mode: "at_once",
    state: "failing",
    lastError: "The receiver answered 503.",
  },
];

const sampleDeliveries: Delivery[] = [
  {
    id: "d-3",
    at: hoursAgo(1),
    state: "failed",
    subject: "退職者アカウント 3件",
    attempts: 6,
    status: 503,
    error: "The receiver answered 503.",
  },
  {
    id: "d-2",
    at: hoursAgo(25),
    state: "delivered",
    subject: "連携の失敗：GitHub",
    attempts: 2,
    status: 200,
    error: null,
  },
  {
    id: "d-1",
    at: hoursAgo(49),
    state: "delivered",
    subject: "退職者アカウント 1件",
    attempts: 1,
    status: 200,
    error: null,
  },
];

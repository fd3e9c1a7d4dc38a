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
  const withId = (id: unknown) => channels.find((channel) => channel.id === Number(id));

  return [
    http.get(`${inOrganization}/notification-channels`, () => HttpResponse.json({ items: channels })),
    http.post<never, ChannelDraft>(`${inOrganization}/notification-channels`, async ({ request }) => {
      const draft = await request.json();
      if (draft.url?.startsWith("https:") === false) {
        return refusal(422, "validation_exception", "The channel was refused.", [
          { field: "url", message: "This is no address that messages can be sent to." },
        ]);
      }
      const { kind, name, enabled = true, alertTypes = [], mode = "at_once" } = draft;
      const { url = null, channel: slack = null, addresses } = draft;
      const channel: Channel = {
        id: channels.length + 1,
        kind,
        name,
        enabled,
        mode,
        alertTypes,
        target: { url, channel: slack, addresses: addresses ?? [] },
        state: "working",
        lastError: null,
        createdAt: hoursAgo(0),
      };
      channels.push(channel);
      const secret = draft.kind === "webhook" ? "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD" : null;
      return HttpResponse.json({ ...channel, secret }, { status: 201 });
    }),
    http.patch<{ id: string }, Partial<Channel>>(channelPath, async ({ params, request }) => {
      const channel = withId(params.id);
      if (channel === undefined) return refusal(404, "not_found", "There is no such channel.");
      return HttpResponse.json(Object.assign(channel, await request.json()));
    }),
    http.delete(channelPath, ({ params }) => {
      channels = channels.filter(({ id }) => id !== Number(params["id"]));
      return new HttpResponse(null, { status: 204 });
    }),
    http.post(`${channelPath}/test`, () => new HttpResponse(null, { status: 202 })),
    http.get(`${channelPath}/deliveries`, ({ request }) =>
      answerList(request, deliveries, { searched: () => [], filters: {}, sorts: {} }),
    ),
    http.post(`${channelPath}/deliveries/:deliveryId/redeliver`, ({ params }) => {
      const delivery = deliveries.find(({ id }) => id === Number(params["deliveryId"]));
      if (delivery !== undefined) delivery.state = "delivered";
      return new HttpResponse(null, { status: 202 });
    }),
    http.get(`${inOrganization}/scheduled-exports`, () => HttpResponse.json({ items: exports })),
    http.post<never, ScheduledExportDraft>(`${inOrganization}/scheduled-exports`, async ({ request }) => {
      const scheduled = {
        query: "",
        ...(await request.json()),
        id: exports.length + 1,
        createdBy: "青木 美咲",
        nextRunAt: hoursAgo(-20),
      };
      exports.push(scheduled);
      return HttpResponse.json(scheduled, { status: 201 });
    }),
    http.delete(`${inOrganization}/scheduled-exports/:id`, ({ params }) => {
      exports = exports.filter(({ id }) => id !== Number(params["id"]));
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}

const sampleChannels: Channel[] = [
  {
    id: 1,
    kind: "slack_webhook",
    name: "#it-alerts",
    enabled: true,
    target: { url: "https://hooks.slack.com/…", channel: null, addresses: [] },
    createdAt: hoursAgo(900),
    alertTypes: ["retired_account", "failed_integration"],
    mode: "at_once",
    state: "working",
    lastError: null,
  },
  {
    id: 2,
    kind: "webhook",
    name: "SIEM",
    enabled: true,
    target: { url: "https://siem.example.com/…", channel: null, addresses: [] },
    createdAt: hoursAgo(600),
    alertTypes: [],
    mode: "at_once",
    state: "failing",
    lastError: "The receiver answered 503.",
  },
];

const sent = {
  nextAttemptAt: null,
  lastAttemptAt: hoursAgo(1),
  deliveredAt: null,
  messageId: "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
  error: null,
};

const sampleDeliveries: Delivery[] = [
  {
    ...sent,
    id: 3,
    event: "alerts.raised",
    alerts: 3,
    createdAt: hoursAgo(1),
    state: "failed",
    attempts: 6,
    error: "The receiver answered 503.",
  },
  { ...sent, id: 2, event: "alerts.digest", alerts: 12, createdAt: hoursAgo(25), state: "delivered", attempts: 2 },
  { ...sent, id: 1, event: "test", alerts: null, createdAt: hoursAgo(49), state: "delivered", attempts: 1 },
];

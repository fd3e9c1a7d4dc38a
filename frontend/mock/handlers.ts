import { http, HttpResponse, type HttpHandler } from "msw";
import type { ApiKey, Domain, Home, Organization, Session, User } from "../src/api/types";
import { accountHandlers } from "./account/handlers";
import { alertHandlers } from "./alert/handlers";
import { connectorHandlers } from "./connector/handlers";
import { directoryHandlers } from "./directory/handlers";
import { integrationHandlers } from "./integration/handlers";
import { createLedger } from "./ledger";
import { notificationHandlers } from "./notification/handlers";
import { offboardingHandlers } from "./offboarding/handlers";
import { operationHandlers } from "./operation/handlers";
import * as sample from "./sample";

export type Scenario = "ready" | "fresh";

interface State {
  isSetUp: boolean;
  session: Session | null;
  organization: Organization;
  domains: Domain[];
  users: User[];
  apiKeys: ApiKey[];
  home: Home;
}

const api = "*/api/v1";
const inOrganization = `${api}/organizations/:organizationId`;

/** An API in memory with the shapes of the real one, for development without a server and for tests. */
export function createHandlers(scenario: Scenario): HttpHandler[] {
  const state: State = structuredClone(scenario === "fresh" ? sample.fresh : sample.ready);

  const ledger = createLedger(scenario === "fresh");

  return [
    ...operationHandlers(ledger),
    ...alertHandlers(ledger),
    ...connectorHandlers(),
    ...offboardingHandlers(ledger),
    ...notificationHandlers(scenario === "fresh"),
    ...accountHandlers(ledger),
    ...directoryHandlers(ledger),
    ...integrationHandlers(ledger, scenario === "fresh"),

    http.get(`${api}/setup`, () => HttpResponse.json({ required: !state.isSetUp })),
    http.post(`${api}/setup`, () => {
      state.isSetUp = true;
      state.session = sample.session;
      return HttpResponse.json(state.session, { status: 201 });
    }),

    http.get(`${api}/session`, () =>
      state.session === null ? refusal(401, "unauthorized", "Sign in first.") : HttpResponse.json(state.session),
    ),
    http.post<never, { email: string; password: string }>(`${api}/session`, async ({ request }) => {
      const { password } = await request.json();
      if (password.startsWith("wrong")) {
        return refusal(401, "invalid_credentials", "The e-mail address or the password is wrong.");
      }
      state.session = sample.session;
      return HttpResponse.json(state.session);
    }),
    http.patch<never, { locale?: "en" | "ja" }>(`${api}/session`, async ({ request }) => {
      if (state.session === null) return refusal(401, "unauthorized", "Sign in first.");
      Object.assign(state.session.user, await request.json());
      return HttpResponse.json(state.session);
    }),
    http.delete(`${api}/session`, () => {
      state.session = null;
      return new HttpResponse(null, { status: 204 });
    }),
    http.delete(`${api}/sessions`, () => {
      state.session = null;
      return new HttpResponse(null, { status: 204 });
    }),
    http.get(`${api}/invitations/:token`, ({ params }) =>
      params.token === "used"
        ? refusal(404, "not_found", "There is no such invitation.")
        : HttpResponse.json({ email: "yui@example.com", organizationName: state.organization.name }),
    ),
    http.post(`${api}/invitations/:token`, () => {
      state.session = sample.session;
      return HttpResponse.json(state.session);
    }),

    http.get(inOrganization, () => HttpResponse.json(state.organization)),
    http.patch<never, Partial<Organization>>(inOrganization, async ({ request }) => {
      Object.assign(state.organization, await request.json());
      return HttpResponse.json(state.organization);
    }),
    http.get(`${inOrganization}/home`, () => HttpResponse.json(state.home)),
    http.get(`${inOrganization}/events`, () => eventStream()),

    http.get(`${inOrganization}/domains`, () => HttpResponse.json({ items: state.domains })),
    http.post<never, { name: string }>(`${inOrganization}/domains`, async ({ request }) => {
      const { name } = await request.json();
      const domain: Domain = { name, primary: false, source: "manual" };
      state.domains.push(domain);
      return HttpResponse.json(domain, { status: 201 });
    }),
    http.delete(`${inOrganization}/domains/:name`, ({ params }) => {
      state.domains = state.domains.filter(({ name }) => name !== params.name);
      return new HttpResponse(null, { status: 204 });
    }),
    http.put(`${inOrganization}/domains/:name/primary`, ({ params }) => {
      state.domains = state.domains.map((domain) => ({ ...domain, primary: domain.name === params.name }));
      return new HttpResponse(null, { status: 204 });
    }),

    http.get(`${inOrganization}/users`, ({ request }) => {
      const { searchParams } = new URL(request.url);
      const page = Number(searchParams.get("page") ?? 1);
      const limit = Number(searchParams.get("limit") ?? 50);
      const query = searchParams.get("query")?.toLowerCase() ?? "";
      const direction = searchParams.get("order") === "DESC" ? -1 : 1;
      const field = searchParams.get("sortField") === "email" ? "email" : "name";
      const found = state.users
        .filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(query))
        .sort((one, other) => direction * one[field].localeCompare(other[field]));
      return HttpResponse.json({
        meta: { totalCount: found.length, currentPage: page, itemsPerPage: limit },
        items: found.slice((page - 1) * limit, page * limit),
      });
    }),
    http.post<never, { email: string; name: string; role: User["roles"][number] }>(
      `${inOrganization}/users`,
      async ({ request }) => {
        const { email, name, role } = await request.json();
        if (state.users.some((user) => user.email === email)) {
          return refusal(422, "invalid_query", "The invitation was refused.", [
            { field: "email", message: "Somebody with this address is already a user." },
          ]);
        }
        const id = Math.max(...state.users.map((user) => user.id)) + 1;
        const user: User = {
          id,
          name,
          email,
          roles: [role],
          roleIds: [],
          status: "invited",
          createdAt: new Date().toISOString(),
          lastSignInAt: null,
        };
        state.users.push(user);
        const invitationLink = `${new URL(request.url).origin}/invitations/7Kq2pVfWb0`;
        return HttpResponse.json({ user, invitationLink }, { status: 201 });
      },
    ),
    http.patch<{ userId: string }, { role?: User["roles"][number]; status?: User["status"] }>(
      `${inOrganization}/users/:userId`,
      async ({ params, request }) => {
        const user = state.users.find(({ id }) => id === Number(params.userId));
        if (user === undefined) return refusal(404, "not_found", "There is no such user.");
        const { role, status } = await request.json();
        if (role !== undefined) user.roles = [role];
        if (status !== undefined) user.status = status;
        return HttpResponse.json(user);
      },
    ),
    http.delete<{ userId: string }>(`${inOrganization}/users/:userId`, ({ params }) => {
      state.users = state.users.filter(({ id }) => id !== Number(params.userId));
      return new HttpResponse(null, { status: 204 });
    }),

    http.get(`${inOrganization}/api-keys`, () => HttpResponse.json({ items: state.apiKeys })),
    http.post<never, { name: string }>(`${inOrganization}/api-keys`, async ({ request }) => {
      const { name } = await request.json();
      const id = state.apiKeys.length + 1;
      const key: ApiKey = {
        id,
        name,
        prefix: "dk_9f2c",
        scope: "everything",
        createdAt: new Date().toISOString(),
        createdBy: sample.session.user.name,
        lastUsedAt: null,
      };
      state.apiKeys.push(key);
      return HttpResponse.json({ id, name, key: "dk_9f2cA0b7Qm4vX1eYt8Zr6Wn3Ls5Hd2" }, { status: 201 });
    }),
    http.post(`${inOrganization}/extension-pairings`, () =>
      HttpResponse.json(
        { code: "K7MPQ-2XWRA", expiresAt: new Date(Date.now() + 600_000).toISOString() },
        { status: 201 },
      ),
    ),
    http.delete<{ id: string }>(`${inOrganization}/api-keys/:id`, ({ params }) => {
      state.apiKeys = state.apiKeys.filter(({ id }) => id !== Number(params.id));
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}

function refusal(
  status: number,
  errorId: string,
  message: string,
  fields?: { field: string; message: string }[],
): Response {
  return Response.json({ errorId, errorDetails: { message, fields } }, { status });
}

function eventStream(): Response {
  const text = sample.events.map(({ event, data }) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join("");
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
  });
  return new Response(body, { headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store" } });
}

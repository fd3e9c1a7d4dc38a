import { http, HttpResponse, type HttpHandler } from "msw";
import type { CatalogueService } from "../../src/features/catalogue/types";
import type { SyncRequest, Workspace, WorkspaceInput } from "../../src/features/integration/types";
import type { Ledger } from "../ledger";
import { answerList } from "../lists";
import { refusal } from "../refusal";
import { catalogue } from "./catalogue";
import { log } from "./log";
import { integratedServices } from "./services";
import { makeWorkspaces, usualSettings } from "./workspaces";

const inOrganization = "*/api/v1/organizations/:organizationId";
const workspacePath = `${inOrganization}/workspaces/:workspaceId`;

export function integrationHandlers(ledger: Ledger, isFresh: boolean): HttpHandler[] {
  const accountsOf = (id: number) => ledger.accounts.filter(({ workspaceId }) => workspaceId === id).length;
  let workspaces = isFresh ? [] : makeWorkspaces(accountsOf);
  const requests = new Map<string, { startedAt: number }>();
  const workspaceOf = (id: unknown) => workspaces.find((workspace) => workspace.id === Number(id));

  const begin = (workspace: Workspace) => {
    const requestId = `request-${requests.size + 1}`;
    requests.set(requestId, { startedAt: Date.now() });
    workspace.status = "syncing";
    workspace.recentRuns = [...workspace.recentRuns, { requestId, status: "running", at: new Date().toISOString() }];
    return requestId;
  };

  return [
    http.get(`${inOrganization}/catalogue`, () =>
      HttpResponse.json({
        items: catalogue.map((service) => ({
          ...service,
          integrated: workspaces.some(({ serviceId }) => serviceId === service.id),
        })),
      }),
    ),
    http.get(`${inOrganization}/catalogue/:slug`, ({ params }) =>
      HttpResponse.json(catalogue.find(({ slug }) => slug === params["slug"]) ?? catalogue[0]),
    ),
    http.get(`${inOrganization}/services`, ({ request }) =>
      answerList(request, integratedServices(workspaces, ledger.accounts), {
        searched: ({ name, uniqueName }) => [name, uniqueName],
        filters: {},
        sorts: { serviceName: ({ name }) => name, accountCount: ({ accountCount }) => accountCount },
      }),
    ),

    http.get(`${inOrganization}/workspaces`, () => HttpResponse.json({ items: workspaces })),
    http.post<never, WorkspaceInput>(`${inOrganization}/workspaces/verify`, async ({ request }) => {
      const refused = refusedCredentials(await request.json());
      return refused ?? HttpResponse.json(verified);
    }),
    http.post<never, WorkspaceInput>(`${inOrganization}/workspaces/verify/steps`, async ({ request }) => {
      const refused = refusedCredentials(await request.json());
      return refused ?? toldStepByStep(verified);
    }),
    http.post<never, WorkspaceInput>(`${inOrganization}/workspaces`, async ({ request }) => {
      const input = await request.json();
      const service = catalogue.find(({ slug }) => slug === input.serviceUniqueName);
      if (service === undefined) return refusal(422, "validation_exception", "There is no such service.");
      const workspace = newWorkspace(service, input.workspaceName, workspaces.length + 20);
      workspaces.push(workspace);
      begin(workspace);
      return HttpResponse.json(workspace, { status: 201 });
    }),
    http.post(`${inOrganization}/workspaces/oauth`, ({ request }) =>
      HttpResponse.json({
        authorizeUrl: `${new URL(request.url).origin}/integrations/connect-failed?errorId=oauth_denied`,
      }),
    ),
    http.post<never, { serviceId?: number; serviceName?: string; workspaceName: string }>(
      `${inOrganization}/workspaces/custom`,
      async ({ request }) => {
        const { serviceId, serviceName = "", workspaceName } = await request.json();
        const known = catalogue.find(({ id }) => id === serviceId);
        const service = { id: known?.id ?? 900, slug: known?.slug ?? "custom", name: known?.name.en ?? serviceName };
        const workspace: Workspace = {
          ...newWorkspace(catalogue[0], workspaceName, workspaces.length + 20),
          serviceId: service.id,
          serviceName: service.name,
          serviceUniqueName: service.slug,
          kind: "manual_import",
          method: null,
          nextSynchronizationAt: null,
        };
        workspaces.push(workspace);
        return HttpResponse.json({ service, workspace, isNewService: known === undefined }, { status: 201 });
      },
    ),
    http.get(workspacePath, ({ params }) => HttpResponse.json(workspaceOf(params["workspaceId"]) ?? null)),
    http.patch<{ workspaceId: string }, Partial<Workspace> & { paused?: boolean }>(
      workspacePath,
      async ({ params, request }) => {
        const workspace = workspaceOf(params.workspaceId);
        if (workspace === undefined) return refusal(404, "not_found", "There is no such workspace.");
        const { paused, ...rest } = await request.json();
        Object.assign(workspace, rest);
        if (paused !== undefined) workspace.status = paused ? "paused" : "synced";
        return HttpResponse.json(workspace);
      },
    ),
    http.put<{ workspaceId: string }, { auth: WorkspaceInput["auth"] }>(
      `${workspacePath}/auth`,
      async ({ params, request }) => {
        const refused = refusedCredentials(await request.json());
        return refused ?? HttpResponse.json(workspaceOf(params.workspaceId));
      },
    ),
    http.delete(workspacePath, ({ params }) => {
      workspaces = workspaces.filter(({ id }) => id !== Number(params["workspaceId"]));
      return new HttpResponse(null, { status: 204 });
    }),
    http.post(`${workspacePath}/sync`, ({ params }) => {
      const workspace = workspaceOf(params["workspaceId"]);
      if (workspace === undefined) return refusal(404, "not_found", "There is no such workspace.");
      return HttpResponse.json({ requestId: begin(workspace) }, { status: 202 });
    }),
    http.post(`${workspacePath}/accounts/custom`, () => HttpResponse.json({})),
    http.post(`${workspacePath}/accounts/import`, async ({ request }) => {
      const form = await request.formData();
      return HttpResponse.json({ ...importOutcome, applied: form.get("dryRun") === "false" });
    }),

    http.get(`${inOrganization}/requests/:requestId`, ({ params }) => {
      const id = String(params["requestId"]);
      return HttpResponse.json(progressOf(id, requests.get(id)?.startedAt ?? 0));
    }),
    http.post(`${inOrganization}/requests/:requestId/:decision`, ({ params }) => {
      const workspace = workspaces.find(({ held }) => held?.requestId === params["requestId"]);
      if (workspace !== undefined) Object.assign(workspace, { held: null, status: "synced" });
      return HttpResponse.json({});
    }),

    http.get(`${inOrganization}/integration-logs`, ({ request }) =>
      answerList(request, isFresh ? [] : log, {
        searched: ({ serviceName, workspaceName, actor }) => [serviceName, workspaceName, actor],
        filters: {
          kinds: ({ kind }) => [kind],
          results: ({ status }) => [status],
          serviceIds: ({ serviceId }) => [serviceId],
          workspaceIds: ({ workspaceId }) => [workspaceId],
        },
        sorts: {},
      }),
    ),
    http.get(`${inOrganization}/integration-logs/:requestId`, ({ params }) =>
      HttpResponse.json(log.find(({ id }) => id === params["requestId"])),
    ),
  ];
}

const verified = {
  tenant: { id: "T012AB3C4", name: "Example株式会社", domains: ["example.com"] },
  requests: [
    { method: "GET", path: "/user", status: 200, milliseconds: 184, attempt: 1, note: null },
    {
      method: "GET",
      path: "/orgs/acme/members?per_page=1",
      status: 503,
      milliseconds: 92,
      attempt: 1,
      note: "Service Unavailable",
    },
    { method: "GET", path: "/orgs/acme/members?per_page=1", status: 200, milliseconds: 231, attempt: 2, note: null },
  ],
};

/** Credentials that begin with `wrong` are refused, as a service would. */
function refusedCredentials({ auth }: Pick<WorkspaceInput, "auth">): Response | null {
  const wrong = Object.entries(auth.values ?? {}).find(([, value]) => value.startsWith("wrong"));
  if (wrong === undefined) return null;
  return Response.json(
    {
      errorId: "credentials_rejected",
      errorDetails: {
        message: "The service does not accept these credentials.",
        remedy: "Check that they were copied whole and have not expired, or issue new ones.",
        about: "GET /user answered 401: Bad credentials",
        fields: [{ field: `auth.values.${wrong[0]}`, message: "The service does not accept this value." }],
        requests: [
          { method: "GET", path: "/user", status: 401, milliseconds: 143, attempt: 1, note: "Bad credentials" },
        ],
      },
    },
    { status: 422 },
  );
}

function newWorkspace(service: CatalogueService | undefined, workspaceName: string, id: number): Workspace {
  return {
    id,
    serviceId: service?.id ?? 0,
    serviceName: service?.name.en ?? "",
    serviceUniqueName: service?.slug ?? "",
    workspaceName,
    kind: "connected",
    method: service?.ways[0]?.name ?? null,
    status: "never",
    lastSynchronizationAt: null,
    nextSynchronizationAt: new Date(Date.now() + 86_400_000).toISOString(),
    accountCount: 0,
    error: null,
    held: null,
    settings: usualSettings,
    createdAt: new Date().toISOString(),
    recentRuns: [],
  };
}

const syncTime = 8_000;
const syncedAccounts = 230;

/** A sync that takes a few seconds. */
function progressOf(id: string, startedAt: number): SyncRequest {
  const share = Math.min(1, (Date.now() - startedAt) / syncTime);
  return {
    id,
    kind: "sync",
    serviceName: "GitHub",
    workspaceId: 3,
    workspaceName: "example-inc",
    status: share < 1 ? "running" : "finished",
    progress: {
      pages: Math.ceil(share * 5),
      accounts: Math.floor(share * syncedAccounts),
      requests: Math.ceil(share * 6),
      totalAccounts: syncedAccounts,
      secondsLeft: Math.ceil(((1 - share) * syncTime) / 1000),
    },
    error: null,
  };
}

const importOutcome = {
  summary: { added: 2, changed: 1, unchanged: 9, conflicting: 0, errors: 0 },
  rows: [
    { line: 2, action: "add", displayName: "田中 一郎", changes: [] },
    { line: 3, action: "add", displayName: "Maria Lopez", changes: [] },
    {
      line: 4,
      action: "change",
      displayName: "佐藤 花子",
      changes: [{ field: "roles", before: "一般", after: "管理者" }],
    },
  ],
  errors: [],
};

/** As the server tells a trial on the pages of a service. */
function toldStepByStep({ requests, tenant }: typeof verified): HttpResponse<string> {
  const events = [...requests.map((step) => ["step", step] as const), ["done", { requests: [], tenant }] as const];
  const lines = events.map(([name, data]) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  return new HttpResponse(lines.join(""), { headers: { "Content-Type": "text/event-stream" } });
}

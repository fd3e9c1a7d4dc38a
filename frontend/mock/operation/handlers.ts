import { http, HttpResponse, type HttpHandler } from "msw";
import type { AccountChange, Operation, OperationKind, Plan } from "../../src/features/operation/types";
import type { ProvisioningMeta } from "../../src/features/operation/provision/types";
import type { Account } from "../../src/features/account/types";
import type { Schemas } from "../../src/api/types";
import type { Ledger } from "../ledger";
import { answerList } from "../lists";
import { refusal } from "../refusal";
import { mockServices } from "../account/accounts";

const inOrganization = "*/api/v1/organizations/:organizationId";
const kinds: Record<AccountChange, OperationKind> = {
  delete: "delete",
  deactivate: "suspend",
  reactivate: "reactivate",
};
/** How long an operation runs here. */
const runTime = 1_200;

type Failure = NonNullable<Operation["error"]>;

interface Change {
  type: AccountChange;
  id: string;
}

export function operationHandlers(ledger: Ledger): HttpHandler[] {
  const operations: Operation[] = [];
  const accountOf = (id: string) => ledger.accounts.find((account) => account.id === id);

  const begin = (account: Account, kind: OperationKind, error?: Failure): Operation => {
    const operation = operationOf(account, kind, operations.length + 1, ledger.deletionGraceHours);
    operations.unshift(operation);
    if (operation.state !== "scheduled") setTimeout(() => finish(operation, account, error), runTime);
    return operation;
  };
  const plansOf = (type: AccountChange, ids: readonly string[]) =>
    ids.flatMap((id) => {
      const account = accountOf(id);
      return account === undefined ? [] : [planOf(account, kinds[type], ledger.deletionGraceHours)];
    });
  const operationWith = (id: unknown) => operations.find((operation) => operation.id === id);

  return [
    http.delete<never, { account: Change }>(`${inOrganization}/accounts`, async ({ request }) => {
      const { account: change } = await request.json();
      const account = accountOf(change.id);
      if (account === undefined) return refusal(404, "not_found", "There is no such account.");
      if (isDryRun(request)) return HttpResponse.json(planOf(account, kinds[change.type], ledger.deletionGraceHours));
      return HttpResponse.json({ requestId: begin(account, kinds[change.type]).id }, { status: 202 });
    }),
    http.post<never, { type: AccountChange; ids: string[] }>(`${inOrganization}/accounts/bulk`, async ({ request }) => {
      const { type, ids } = await request.json();
      if (isDryRun(request)) return HttpResponse.json({ items: plansOf(type, ids) });
      const requestIds = ids.flatMap((id) => accountOf(id) ?? []).map((account) => begin(account, kinds[type]).id);
      return HttpResponse.json({ requestIds }, { status: 202 });
    }),
    http.get(`${inOrganization}/operations`, ({ request }) =>
      answerList(request, operations, {
        searched: ({ account }) => [account.displayName],
        filters: {
          states: ({ state }) => [state],
          accountId: ({ account }) => [account.accountId],
          kinds: ({ kind }) => [kind],
        },
        sorts: {},
      }),
    ),
    http.get(`${inOrganization}/operations/:id`, ({ params }) => {
      const operation = operationWith(params["id"]);
      return operation === undefined ? refusal(404, "not_found", "Gone.") : HttpResponse.json(operation);
    }),
    http.post(`${inOrganization}/operations/:id/:step`, ({ params }) => {
      const operation = operationWith(params["id"]);
      if (operation === undefined) return refusal(404, "not_found", "Gone.");
      operation.state = params["step"] === "cancel" ? "cancelled" : "succeeded";
      operation.error = null;
      return HttpResponse.json(operation);
    }),

    http.get(`${inOrganization}/workspaces/:workspaceId/provisioning-meta`, ({ params }) =>
      HttpResponse.json(metaOf(Number(params["workspaceId"]))),
    ),
    http.get(
      `${inOrganization}/workspaces/:workspaceId/provisioning-meta/template`,
      () => new HttpResponse("E-mail address *,Name *,Role *\n", { headers: { "Content-Type": "text/csv" } }),
    ),
    http.post<{ workspaceId: string }, { data: Record<string, string | string[]> }>(
      `${inOrganization}/workspaces/:workspaceId/accounts`,
      async ({ params, request }) => {
        const { data } = await request.json();
        const email = String(data["email"]);
        const account = newAccount(Number(params.workspaceId), String(data["displayName"] ?? email), email);
        const error = email.startsWith("taken") ? alreadyThere : undefined;
        if (error === undefined) ledger.accounts.push(account);
        return HttpResponse.json({ requestId: begin(account, "create", error).id }, { status: 202 });
      },
    ),
    http.post<{ workspaceId: string }, { people: number[] }>(
      `${inOrganization}/workspaces/:workspaceId/accounts/bulk`,
      async ({ params, request }) => {
        const workspaceId = Number(params.workspaceId);
        if (request.headers.get("Content-Type")?.startsWith("multipart/form-data") === true) {
          const form = await request.formData();
          const preview = previewOf(await (form.get("file") as File).text(), ledger);
          if (form.get("dryRun") === "true") return HttpResponse.json(preview);
          const ids = preview.rows.map(
            ({ displayName, email }) => begin(newAccount(workspaceId, displayName ?? "", email ?? ""), "create").id,
          );
          return HttpResponse.json({ requestIds: ids }, { status: 202 });
        }
        const { people } = await request.json();
        const requestIds = people.map((peopleId) => {
          const person = ledger.people.find((each) => each.peopleId === peopleId);
          const name = person?.displayName ?? "";
          return begin(newAccount(workspaceId, name, person?.primaryEmail ?? ""), "create").id;
        });
        return HttpResponse.json({ requestIds }, { status: 202 });
      },
    ),
  ];
}

/** What a file with the columns e-mail address and name asks for; an address without an @ is an error. */
function previewOf(text: string, ledger: Ledger): Schemas["NewAccountsPreview"] {
  const lines = text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line, index) => ({ line: index + 2, email: line.split(",")[0] ?? "", name: line.split(",")[1] ?? "" }));
  const rows = lines
    .filter(({ email }) => email.includes("@"))
    .map(({ line, email, name }) => {
      const person = ledger.people.find(({ primaryEmail }) => primaryEmail === email) ?? null;
      return {
        line,
        email,
        displayName: name || (person?.displayName ?? null),
        userName: null,
        person,
        data: { email },
      };
    });
  const errors = lines
    .filter(({ email }) => !email.includes("@"))
    .map(({ line, email }) => ({
      line,
      column: "E-mail address",
      value: email,
      message: "Enter one e-mail address, such as taro@example.com.",
    }));
  return { summary: { accounts: rows.length, errors: errors.length }, rows, errors, ignoredColumns: [] };
}

function isDryRun(request: Request): boolean {
  return new URL(request.url).searchParams.get("dryRun") === "true";
}

const alreadyThere = {
  at: new Date().toISOString(),
  detail: "409 Conflict",
  errorId: "refused_by_service",
  message: "The service refused it: an account with this e-mail address is already there.",
  remedy: "Look for the account in the service, or use another address.",
};

const lastAdmin = {
  about: null,
  errorId: "last_admin",
  message: "Cannot be deleted due to last admin",
  remedy: "Make somebody else an administrator in the service, sync, then try again.",
};

function planOf(account: Account, operation: OperationKind, graceHours: number): Plan {
  const isLastAdmin = account.role === "admin" && account.serviceUniqueName === "slack";
  const losesContent = operation === "delete" && account.serviceUniqueName === "google-workspace";
  const isWordPress = account.serviceUniqueName.startsWith("wordpress");
  return {
    operation,
    account,
    service: serviceOf(account),
    workspace: { id: account.workspaceId, name: account.workspaceName },
    allowed: !isLastAdmin,
    plan: null,
    refusal: isLastAdmin ? lastAdmin : null,
    requests: [
      {
        method: operation === "delete" ? "DELETE" : "PATCH",
        url: `https://api.example.com/users/${account.accountId}`,
        query: {},
        headers: { Authorization: "Bearer ••••••" },
        conditional: false,
        repeats: false,
        body: operation === "delete" ? null : { active: operation === "reactivate" },
      },
    ],
    effect: account.serviceUniqueName === "github" ? "leaves" : "removes",
    removesContent: losesContent,
    touches: null,
    sharedUsers: null,
    freesLicense: account.licenses.length > 0,
    handOver: operation === "delete" && isWordPress ? { input: "reassign", required: false } : null,
    confirmName: losesContent ? (account.displayName ?? account.email) : null,
    scheduledFor: operation === "delete" && graceHours > 0 ? hoursFromNow(graceHours) : null,
    suspendsNow: operation === "delete" && graceHours > 0,
  };
}

function operationOf(account: Account, kind: OperationKind, number: number, graceHours: number): Operation {
  const isScheduled = kind === "delete" && graceHours > 0;
  return {
    id: `operation-${number}`,
    kind,
    state: isScheduled ? "scheduled" : "running",
    service: serviceOf(account),
    workspace: { id: account.workspaceId, name: account.workspaceName },
    account,
    person: account.person && { ...account.person, primaryEmail: account.email },
    before: null,
    after: null,
    requestedBy: "青木 美咲",
    origin: "screen",
    createdAt: new Date().toISOString(),
    runAt: hoursFromNow(isScheduled ? graceHours : 0),
    finishedAt: null,
    attempts: 1,
    error: null,
    alreadyGone: false,
  };
}

function finish(operation: Operation, account: Account, error: Failure | undefined): void {
  operation.state = error === undefined ? "succeeded" : "failed";
  operation.error = error ?? null;
  operation.finishedAt = new Date().toISOString();
  if (operation.kind === "delete") account.isDeleted = true;
  if (operation.kind === "suspend") account.status = "suspended";
  if (operation.kind === "reactivate") account.status = "active";
}

const empty = { choices: [], default: null, example: null, prefill: null };

function metaOf(workspaceId: number): ProvisioningMeta {
  const service = mockServices.find((each) => each.workspaceId === workspaceId);
  const isBroken = service?.slug === "github";
  return {
    workspaceId,
    serviceId: service?.id ?? 0,
    supported: service !== undefined && !isBroken,
    reason: isBroken
      ? {
          about: null,
          errorId: "workspace_unhealthy",
          message: "The registered credentials are incorrect or have expired",
          remedy: "Integrate the workspace again with credentials that may create accounts.",
        }
      : null,
    fields: [
      { ...empty, name: "email", label: "E-mail address", kind: "email", required: true, prefill: "email" },
      { ...empty, name: "displayName", label: "Name", kind: "text", required: true, prefill: "display_name" },
      {
        ...empty,
        name: "role",
        label: "Role",
        kind: "choice",
        required: true,
        default: service?.roles[0] ?? null,
        choices: [...new Set(service?.roles)].map((role) => ({ value: role, label: role })),
      },
    ],
    choicesError: null,
    plan: null,
    notes: null,
    invites: service?.slug === "slack",
  };
}

function newAccount(workspaceId: number, displayName: string, email: string): Account {
  const service = mockServices.find((each) => each.workspaceId === workspaceId);
  const accountId = 90_000 + Math.floor(Math.random() * 9_000);
  return {
    id: `${workspaceId}#${accountId}`,
    accountId,
    serviceId: service?.id ?? 0,
    serviceName: service?.name ?? "",
    serviceUniqueName: service?.slug ?? "",
    workspaceId,
    workspaceName: service?.workspaceName ?? "",
    email,
    displayName,
    userName: null,
    employeeNumber: null,
    type: "employee",
    peopleId: null,
    person: null,
    userType: "employee",
    role: "other",
    roles: [],
    licenses: [],
    twoFa: null,
    status: "active",
    lastActivity: null,
    lastActivitySource: null,
    createdAt: new Date().toISOString(),
    memo: null,
    isDeleted: false,
    match: null,
  };
}

function serviceOf({ serviceId, serviceUniqueName, serviceName }: Account) {
  return { id: serviceId, uniqueName: serviceUniqueName, name: serviceName };
}

function hoursFromNow(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

import { http, HttpResponse, type HttpHandler } from "msw";
import type { Account, AccountEvent } from "../../src/features/account/types";
import { answerList } from "../lists";
import type { Ledger } from "../ledger";
import { refusal } from "../refusal";
import { userTypeOf } from "./accounts";

const inOrganization = "*/api/v1/organizations/:organizationId";

export function accountHandlers(ledger: Ledger): HttpHandler[] {
  const accountOf = (id: string | readonly string[] | undefined) =>
    ledger.accounts.find(({ accountId }) => accountId === Number(id));

  return [
    http.get(`${inOrganization}/accounts/export.:format`, () => new HttpResponse("name\n", csv)),
    http.get(`${inOrganization}/accounts`, ({ request }) => answerAccounts(request, ledger.accounts)),
    http.get(`${inOrganization}/services/:serviceId/accounts`, ({ request, params }) =>
      answerAccounts(
        request,
        ledger.accounts.filter(({ serviceId }) => serviceId === Number(params["serviceId"])),
      ),
    ),
    http.get(`${inOrganization}/accounts/:accountId`, ({ params }) => {
      const account = accountOf(params["accountId"]);
      return account === undefined ? missing() : HttpResponse.json(account);
    }),
    http.get(`${inOrganization}/accounts/:accountId/history`, ({ params }) => {
      const account = accountOf(params["accountId"]);
      if (account === undefined) return missing();
      const items = [...(ledger.accountEvents.get(account.accountId) ?? []), ...eventsOf(account)];
      return HttpResponse.json({ meta: { nextCursor: null, totalCount: items.length, itemsPerPage: 50 }, items });
    }),
    http.put<{ accountId: string }, { peopleId: number | null }>(
      `${inOrganization}/accounts/:accountId/person`,
      async ({ params, request }) => {
        const account = accountOf(params.accountId);
        if (account === undefined) return missing();
        linkTo(ledger, account, (await request.json()).peopleId);
        return HttpResponse.json(account);
      },
    ),
    http.delete(`${inOrganization}/accounts/:accountId/person`, ({ params }) => {
      const account = accountOf(params["accountId"]);
      if (account === undefined) return missing();
      const person = ledger.people.find(({ primaryEmail }) => primaryEmail !== null && primaryEmail === account.email);
      linkTo(ledger, account, person?.peopleId ?? null);
      account.match = person === undefined ? null : { rule: "email", value: account.email, pinned: false };
      return HttpResponse.json(account);
    }),
    http.put<{ accountId: string }, { memo: string }>(
      `${inOrganization}/services/:serviceId/accounts/memos/:accountId`,
      async ({ params, request }) => {
        const account = ledger.accounts.find(({ id }) => id === params.accountId);
        if (account === undefined) return missing();
        account.memo = (await request.json()).memo;
        return HttpResponse.json({ memo: account.memo });
      },
    ),
    http.delete(`${inOrganization}/services/:serviceId/accounts/memos/:accountId`, ({ params }) => {
      const account = ledger.accounts.find(({ id }) => id === params["accountId"]);
      if (account !== undefined) account.memo = null;
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}

function answerAccounts(request: Request, accounts: readonly Account[]): Response {
  const includesDeleted = new URL(request.url).searchParams.get("includeDeleted") === "true";
  return answerList(
    request,
    accounts.filter(({ isDeleted }) => includesDeleted || !isDeleted),
    {
      searched: ({ displayName, email, userName, person, memo }) => [
        displayName,
        email,
        userName,
        person?.displayName ?? null,
        memo,
      ],
      filters: {
        types: ({ userType }) => [userType],
        statuses: ({ status }) => [status],
        roles: ({ role }) => [role],
        serviceRoles: ({ roles }) => roles,
        licenses: ({ licenses }) => licenses,
        twoFa: ({ twoFa }) => [twoFa],
        serviceIds: ({ serviceId }) => [serviceId],
        workspaceIds: ({ workspaceId }) => [workspaceId],
        peopleId: ({ peopleId }) => [peopleId],
      },
      sorts: {
        displayName: ({ displayName }) => displayName,
        email: ({ email }) => email,
        userName: ({ userName }) => userName,
        person: ({ person }) => person?.displayName,
        userType: ({ userType }) => userType,
        service: ({ serviceName }) => serviceName,
        workspace: ({ workspaceName }) => workspaceName,
        status: ({ status }) => status,
        lastActivity: ({ lastActivity }) => lastActivity,
        createdAt: ({ createdAt }) => createdAt,
      },
    },
  );
}

function linkTo(ledger: Ledger, account: Account, peopleId: number | null): void {
  const person = ledger.people.find((candidate) => candidate.peopleId === peopleId);
  const before = account.person;
  account.peopleId = person?.peopleId ?? null;
  account.person = person === undefined ? null : { ...person };
  account.userType = person === undefined ? "unknown" : userTypeOf(person);
  account.match = { rule: "manual", value: null, pinned: true };
  const event: AccountEvent = {
    kind: person === undefined ? "unlinked" : "linked",
    at: new Date().toISOString(),
    changes: { person: [before?.peopleId ?? null, person?.peopleId ?? null] },
    actor: "青木 美咲",
  };
  ledger.accountEvents.set(account.accountId, [event, ...(ledger.accountEvents.get(account.accountId) ?? [])]);
}

function eventsOf(account: Account): AccountEvent[] {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const event = { changes: {}, actor: "system" };
  return [
    ...(account.isDeleted ? [{ ...event, kind: "vanished" as const, at: daysAgo(2) }] : []),
    {
      ...event,
      kind: "changed",
      at: daysAgo(12),
      changes: { roles: [["Member"], account.roles], twoFa: [false, account.twoFa] },
    },
    { ...event, kind: "appeared", at: daysAgo(90) },
  ];
}

function missing(): Response {
  return refusal(404, "not_found", "There is no such account.");
}

const csv = { headers: { "Content-Type": "text/csv", "Content-Disposition": 'attachment; filename="accounts.csv"' } };

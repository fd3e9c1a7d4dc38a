import { http, HttpResponse, type HttpHandler } from "msw";
import type { Automation, AutomationDraft, AutomationRun } from "../../src/features/offboarding/automation/types";
import type { Offboarding, OffboardingDraft, Policy } from "../../src/features/offboarding/types";
import type { Ledger } from "../ledger";
import { answerList } from "../lists";
import { refusal } from "../refusal";
import { makeOffboardings, newOffboarding, run, settle } from "./offboardings";

const inOrganization = "*/api/v1/organizations/:organizationId";

export function offboardingHandlers(ledger: Ledger): HttpHandler[] {
  const offboardings = makeOffboardings(ledger.people, ledger.accounts);
  let policies: Policy[] = [
    { serviceId: null, action: "delete", order: 1, transferTo: "none" },
    { serviceId: 1, action: "suspend", order: 9, transferTo: "none" },
  ];
  const withId = (id: unknown) => offboardings.find((offboarding) => offboarding.id === Number(id));
  const personOf = (peopleId: number) => ledger.people.find((person) => person.peopleId === peopleId);

  return [
    http.post<never, OffboardingDraft & { dryRun?: boolean }>(`${inOrganization}/offboardings`, async ({ request }) => {
      const { dryRun, ...draft } = await request.json();
      const person = personOf(draft.peopleId);
      if (person === undefined) return missing();
      const accounts = ledger.accounts.filter(({ peopleId, isDeleted }) => peopleId === draft.peopleId && !isDeleted);
      const offboarding = newOffboarding(offboardings.length + 1, person, accounts, draft);
      if (dryRun === true) return HttpResponse.json(offboarding);
      offboardings.push(offboarding);
      return HttpResponse.json(offboarding, { status: 201 });
    }),
    http.get(`${inOrganization}/offboardings`, ({ request }) =>
      answerList(request, offboardings, {
        searched: ({ person }) => [person.displayName, person.primaryEmail],
        filters: { states: ({ state }) => [state] },
        sorts: {},
      }),
    ),
    http.get(`${inOrganization}/offboardings/:id`, ({ params }) => {
      const offboarding = withId(params["id"]);
      return offboarding === undefined ? missing() : HttpResponse.json(offboarding);
    }),
    http.post(`${inOrganization}/offboardings/:id/steps/:stepId/complete`, async ({ params, request }) => {
      const offboarding = withId(params["id"]);
      const step = offboarding?.steps.find(({ id }) => id === Number(params["stepId"]));
      if (offboarding === undefined || step === undefined) return missing();
      step.state = "done";
      step.note = ((await request.json()) as { note?: string }).note ?? step.note;
      settle(offboarding);
      return HttpResponse.json(offboarding);
    }),
    http.post(`${inOrganization}/offboardings/:id/:action`, ({ params }) => {
      const offboarding = withId(params["id"]);
      if (offboarding === undefined) return missing();
      act(offboarding, String(params["action"]));
      return HttpResponse.json(offboarding);
    }),
    http.get(`${inOrganization}/offboarding-policies`, () => HttpResponse.json({ items: policies })),
    http.put<never, { items: Policy[] }>(`${inOrganization}/offboarding-policies`, async ({ request }) => {
      policies = (await request.json()).items;
      return HttpResponse.json({ items: policies });
    }),
    ...automationHandlers(ledger),
  ];
}

function act(offboarding: Offboarding, action: string): void {
  switch (action) {
    case "approve":
      offboarding.state = "planned";
      offboarding.approvedBy = "青木 美咲";
      break;
    case "pause":
      offboarding.state = "paused";
      break;
    case "cancel":
      offboarding.state = "cancelled";
      break;
    default:
      for (const step of offboarding.steps) {
        if (step.state !== "failed") continue;
        step.state = "waiting";
        step.error = null;
      }
      run(offboarding);
  }
}

function automationHandlers(ledger: Ledger): HttpHandler[] {
  const automations: Automation[] = ledger.people.length === 0 ? [] : [leaving];
  const runs: AutomationRun[] = [];
  const withId = (id: unknown) => automations.find((automation) => automation.id === Number(id));

  return [
    http.get(`${inOrganization}/automations`, () => HttpResponse.json({ items: automations })),
    http.post<never, AutomationDraft>(`${inOrganization}/automations`, async ({ request }) => {
      const automation = { ...(await request.json()), ...made, id: automations.length + 1 };
      automations.push(automation);
      return HttpResponse.json(automation, { status: 201 });
    }),
    http.get(`${inOrganization}/automations/:id`, ({ params }) => {
      const automation = withId(params["id"]);
      return automation === undefined ? missing() : HttpResponse.json(automation);
    }),
    http.patch<{ id: string }, Partial<AutomationDraft>>(
      `${inOrganization}/automations/:id`,
      async ({ params, request }) => {
        const automation = withId(params.id);
        if (automation === undefined) return missing();
        return HttpResponse.json(Object.assign(automation, await request.json()));
      },
    ),
    http.delete(`${inOrganization}/automations/:id`, ({ params }) => {
      automations.splice(
        automations.findIndex(({ id }) => id === Number(params["id"])),
        1,
      );
      return new HttpResponse(null, { status: 204 });
    }),
    http.get(`${inOrganization}/automations/:id/runs`, ({ request }) =>
      answerList(request, runs, { searched: () => [], filters: {}, sorts: {} }),
    ),
    http.post<{ id: string }, { peopleIds: number[]; dryRun: boolean }>(
      `${inOrganization}/automations/:id/run`,
      async ({ request }) => {
        const { peopleIds, dryRun } = await request.json();
        const people = ledger.people.filter(({ peopleId }) => peopleIds.includes(peopleId));
        if (dryRun) {
          const rehearsals = people.map((person) => {
            const accounts = ledger.accounts.filter(({ peopleId }) => peopleId === person.peopleId);
            const draft = { peopleId: person.peopleId };
            return {
              peopleId: person.peopleId,
              actions: [{ offboarding: newOffboarding(0, person, accounts, draft), plan: null, refusal: null }],
            };
          });
          return HttpResponse.json({ started: 0, rehearsals });
        }
        runs.push(
          ...people.map((person, index): AutomationRun => ({
            id: runs.length + index + 1,
            person,
            state: "done",
            cause: { kind: "by_hand", field: null, value: null },
            startedBy: "青木 美咲",
            startedAt: new Date().toISOString(),
            finishedAt: new Date().toISOString(),
            results: [{ offboardingId: 1, requestId: null, deliveryId: null, errorId: null, detail: null }],
          })),
        );
        return HttpResponse.json({ started: people.length, rehearsals: [] });
      },
    ),
    http.get(`${inOrganization}/people/:peopleId/automation-queue`, ({ params }) =>
      HttpResponse.json({
        items:
          Number(params["peopleId"]) % 10 === 3
            ? [{ automationId: leaving.id, name: leaving.name, kind: leaving.kind, runOn: "2026-12-31" }]
            : [],
      }),
    ),
  ];
}

const made = { createdBy: "青木 美咲", createdAt: new Date().toISOString() };

const leaving: Automation = {
  ...made,
  id: 1,
  name: "退職日のオフボーディング",
  enabled: true,
  kind: "leaver",
  trigger: { field: "contractEndAt", when: "on", days: 0, to: null },
  conditions: [{ field: "employeeType", is: ["full_time_employee", "contract_employee"] }],
  actions: [{ kind: "offboard" }],
};

function missing(): Response {
  return refusal(404, "not_found", "There is no such thing.");
}

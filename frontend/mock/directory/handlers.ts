import { http, HttpResponse, type HttpHandler } from "msw";
import {
  managementTypes,
  type CustomField,
  type Identity,
  type IdentityDraft,
  type ImportResult,
  type ManagementType,
} from "../../src/features/directory/types";
import { answerList } from "../lists";
import type { Ledger } from "../ledger";
import { alone } from "./people";
import { refusal } from "../refusal";

const inOrganization = "*/api/v1/organizations/:organizationId";
const identity = `${inOrganization}/identity`;

export function directoryHandlers(ledger: Ledger): HttpHandler[] {
  const personOf = (id: string | readonly string[] | undefined) => ledger.people.find((person) => person.id === id);

  const masterFields = new Set([
    "display_name",
    "primary_email",
    "department",
    "job_title",
    "employee_status",
    "employee_id",
  ]);

  return [
    http.get(`${inOrganization}/companies`, () => names(ledger, ({ companyName }) => companyName)),
    http.get(`${inOrganization}/departments`, () => names(ledger, ({ department }) => department.name)),
    http.get(`${inOrganization}/locations`, () => names(ledger, ({ workLocation }) => workLocation)),

    http.get(`${identity}/stats`, () =>
      HttpResponse.json({
        managementTypes: managementTypes.map((type) => ({
          type,
          count: ledger.people.filter(({ managementType }) => managementType === type).length,
        })),
        hrMasters:
          ledger.people.length === 0
            ? []
            : [
                {
                  workspaceId: 2,
                  serviceId: 1,
                  serviceUniqueName: "google-workspace",
                  serviceName: "Google Workspace",
                  lastSynchronizationAt: new Date(Date.now() - 3_600_000).toISOString(),
                },
              ],
        domains: ["example.com"],
      }),
    ),
    http.get(`${identity}/check`, ({ request }) =>
      HttpResponse.json({ type: kindOf(new URL(request.url).searchParams.get("email")) }),
    ),
    http.get(`${identity}/configuration/configuration`, () => HttpResponse.json(configuration(masterFields))),
    http.get(`${identity}/configuration/configuration/:identityId`, () =>
      HttpResponse.json(configuration(masterFields)),
    ),
    http.put<never, { fields: { uniqueName: string; source: string }[] }>(
      `${identity}/configuration/fields`,
      async ({ request }) => {
        for (const { uniqueName, source } of (await request.json()).fields) {
          if (source === "master") masterFields.add(uniqueName);
          else masterFields.delete(uniqueName);
        }
        return HttpResponse.json(configuration(masterFields));
      },
    ),
    http.get(`${identity}/export.:format`, () => new HttpResponse("name\n", csv)),

    http.get(`${identity}/fields/custom`, () => HttpResponse.json({ items: ledger.customFields })),
    http.post<never, Omit<CustomField, "id" | "attributeCode"> & { attributeCode?: string }>(
      `${identity}/fields/custom`,
      async ({ request }) => {
        const body = await request.json();
        if (ledger.customFields.some(({ attributeCode }) => attributeCode === body.attributeCode)) {
          return refusal(409, "conflict", "The field was refused.", [
            { field: "attributeCode", message: "Another field already has this code." },
          ]);
        }
        const field = {
          ...body,
          id: Date.now(),
          attributeCode: body.attributeCode ?? `field_${ledger.customFields.length}`,
        };
        ledger.customFields.push(field);
        return HttpResponse.json(field, { status: 201 });
      },
    ),
    http.patch<{ id: string }, Partial<CustomField>>(`${identity}/fields/custom/:id`, async ({ params, request }) => {
      const field = ledger.customFields.find(({ id }) => id === Number(params.id));
      if (field === undefined) return missing();
      return HttpResponse.json(Object.assign(field, await request.json()));
    }),
    http.delete(`${identity}/fields/custom/:id`, ({ params }) => {
      ledger.customFields = ledger.customFields.filter(({ id }) => id !== Number(params["id"]));
      return new HttpResponse(null, { status: 204 });
    }),

    http.post<never, { merges: { fromPeopleId: number; toPeopleId: number }[] }>(
      `${identity}/merge`,
      async ({ request }) => {
        for (const { fromPeopleId, toPeopleId } of (await request.json()).merges)
          merge(ledger, fromPeopleId, toPeopleId);
        return HttpResponse.json({ items: [] });
      },
    ),
    http.post<never, { peopleIds: number[] }>(`${identity}/unmerge`, async ({ request }) => {
      for (const peopleId of (await request.json()).peopleIds) unmerge(ledger, peopleId);
      return HttpResponse.json({ items: [] });
    }),
    http.patch<never, { identityIds: string[]; identityUpdates: Partial<Identity> }>(
      `${identity}/bulk`,
      async ({ request }) => {
        const { identityIds, identityUpdates } = await request.json();
        for (const id of identityIds) Object.assign(personOf(id) ?? {}, identityUpdates);
        return HttpResponse.json({ items: identityIds });
      },
    ),
    http.post(`${identity}/import`, async ({ request }) => {
      const form = await request.formData();
      const isDryRun = form.get("dryRun") === "true";
      const file = form.get("file");
      const result = (await (file as File).text()).includes("broken") ? importWithErrors : importPreview(ledger);
      return HttpResponse.json({ ...result, applied: !isDryRun });
    }),
    http.get(`${identity}/import/template`, () => new HttpResponse("employee_id,last_name,first_name,email\n", csv)),

    http.get(identity, ({ request }) => answerList(request, ledger.people, listing)),
    http.post<never, IdentityDraft>(identity, async ({ request }) => {
      const draft = await request.json();
      const refused = refuse(ledger, draft, null);
      if (refused !== undefined) return refused;
      const id = 5000 + ledger.people.length;
      const person: Identity = {
        ...completed(draft),
        id: String(id),
        peopleId: id,
        createdAt: new Date().toISOString(),
      };
      ledger.people.unshift(person);
      return HttpResponse.json(person, { status: 201 });
    }),
    http.get(`${identity}/:id`, ({ params }) => {
      const person = personOf(params["id"]);
      return person === undefined ? missing() : HttpResponse.json(person);
    }),
    http.put<{ id: string }, Partial<IdentityDraft>>(`${identity}/:id`, async ({ params, request }) => {
      const person = personOf(params.id);
      if (person === undefined) return missing();
      const draft = await request.json();
      return refuse(ledger, draft, person.id) ?? HttpResponse.json(Object.assign(person, draft));
    }),
    http.delete(`${identity}/:id`, ({ params }) => {
      ledger.people = ledger.people.filter(({ id }) => id !== params["id"]);
      return new HttpResponse(null, { status: 204 });
    }),
    http.put(`${identity}/:id/archive`, ({ params }) => {
      const person = personOf(params["id"]);
      if (person === undefined) return missing();
      person.employeeStatus = person.employeeStatus === "archived" ? "active" : "archived";
      return HttpResponse.json(person);
    }),
    http.put(`${identity}/:id/unregister`, ({ params }) => {
      const person = personOf(params["id"]);
      if (person === undefined) return missing();
      person.managementType = person.managementType === "unregistered" ? kindOf(person.primaryEmail) : "unregistered";
      return HttpResponse.json(person);
    }),
    http.get(`${identity}/:id/history`, ({ params }) => {
      const person = personOf(params["id"]);
      if (person === undefined) return missing();
      return HttpResponse.json({ meta: { nextCursor: null }, items: historyOf(person) });
    }),
  ];
}

function configuration(masterFields: ReadonlySet<string>) {
  const metadata = (name: string, source: string) => ({ fieldName: `preset.${name}`, sourceOfTruth: { source } });
  return { fieldsMetadata: [...[...masterFields].map((name) => metadata(name, "master")), metadata("note", "admina")] };
}

const listing = {
  searched: ({ displayName, primaryEmail, employeeId }: Identity) => [displayName, primaryEmail, employeeId],
  filters: {
    managementTypes: ({ managementType }: Identity) => [managementType],
    statuses: ({ employeeStatus }: Identity) => [employeeStatus],
    types: ({ employeeType }: Identity) => [employeeType],
    companies: ({ companyName }: Identity) => [companyName],
    departments: ({ department }: Identity) => [department.name],
    locations: ({ workLocation }: Identity) => [workLocation],
    contractStartRange: ({ lifecycle }: Identity) => [lifecycle.contractStartAt],
    contractEndRange: ({ lifecycle }: Identity) => [lifecycle.contractEndAt],
    createdAtRange: ({ createdAt }: Identity) => [createdAt],
    updatedAtRange: ({ updatedAt }: Identity) => [updatedAt],
    haveSaasAccount: ({ serviceCount }: Identity) => [serviceCount > 0],
    peopleIds: ({ peopleId }: Identity) => [peopleId],
  },
  sorts: {
    name: ({ displayName }: Identity) => displayName,
    type: ({ employeeType }: Identity) => employeeType,
    status: ({ employeeStatus }: Identity) => employeeStatus,
    company: ({ companyName }: Identity) => companyName,
    department: ({ department }: Identity) => department.name,
    location: ({ workLocation }: Identity) => workLocation,
    servicesCount: ({ serviceCount }: Identity) => serviceCount,
    employeeId: ({ employeeId }: Identity) => employeeId,
    contractStart: ({ lifecycle }: Identity) => lifecycle.contractStartAt,
    contractEnd: ({ lifecycle }: Identity) => lifecycle.contractEndAt,
    createdAt: ({ createdAt }: Identity) => createdAt,
    updatedAt: ({ updatedAt }: Identity) => updatedAt,
    jobTitle: ({ jobTitle }: Identity) => jobTitle,
  },
};

function names(ledger: Ledger, nameOf: (person: Identity) => string | null | undefined): Response {
  const found = [...new Set(ledger.people.map(nameOf))].filter((name) => name !== null && name !== undefined);
  return HttpResponse.json({ meta: { nextCursor: null }, items: found.map((name) => ({ name })) });
}

function kindOf(email: string | null): ManagementType {
  if (email === null || email === "") return "unknown";
  return /@(.+\.)?example\.(com|co\.jp)$/.test(email) ? "managed" : "external";
}

function completed(draft: IdentityDraft): Omit<Identity, "id" | "peopleId" | "createdAt"> {
  const { firstName, lastName } = draft;
  return {
    ...draft,
    displayName: draft.displayName ?? [lastName, firstName].filter(Boolean).join(" "),
    employeeStatus: draft.employeeStatus ?? "active",
    manager: draft.manager === null ? null : { ...draft.manager, displayName: null, primaryEmail: null },
    managementType: kindOf(draft.primaryEmail),
    ...alone,
    updatedAt: new Date().toISOString(),
  };
}

function refuse(ledger: Ledger, draft: Partial<IdentityDraft>, own: string | null): Response | undefined {
  const taken = (field: "primaryEmail" | "employeeId") =>
    draft[field] !== null &&
    draft[field] !== undefined &&
    ledger.people.some((person) => person.id !== own && person[field] === draft[field]);
  const fields = [
    ...(taken("primaryEmail") ? [{ field: "primaryEmail", message: "Somebody else has this address." }] : []),
    ...(taken("employeeId") ? [{ field: "employeeId", message: "Somebody else has this employee number." }] : []),
  ];
  return fields.length === 0 ? undefined : refusal(422, "invalid_query", "The entry was refused.", fields);
}

function merge(ledger: Ledger, from: number, to: number): void {
  const child = ledger.people.find(({ peopleId }) => peopleId === from);
  const parent = ledger.people.find(({ peopleId }) => peopleId === to);
  if (child === undefined || parent === undefined) return;
  const { id, displayName, primaryEmail } = child;
  parent.mergedPeople.push({ id: Number(id), identityId: id, displayName, primaryEmail, username: null });
  if (primaryEmail !== null) parent.secondaryEmails.push(primaryEmail);
  for (const account of ledger.accounts.filter(({ peopleId }) => peopleId === from)) account.peopleId = to;
  ledger.people = ledger.people.filter((person) => person !== child);
  absorbed.set(from, child);
}

const absorbed = new Map<number, Identity>();

function unmerge(ledger: Ledger, peopleId: number): void {
  const child = absorbed.get(peopleId);
  if (child === undefined) return;
  for (const person of ledger.people) {
    person.mergedPeople = person.mergedPeople.filter(({ id }) => id !== peopleId);
    person.secondaryEmails = person.secondaryEmails.filter((email) => email !== child.primaryEmail);
  }
  ledger.people.unshift(child);
}

function importPreview(ledger: Ledger): Omit<ImportResult, "applied"> {
  const [one, two, three] = ledger.people;
  return {
    summary: { added: 12, changed: 34, unchanged: 251, conflicting: 2, errors: 0 },
    rows: [
      {
        line: 2,
        action: "add",
        identityId: null,
        displayName: "森 彩花",
        changes: [
          { field: "primaryEmail", before: null, after: "ayaka.mori@example.com" },
          { field: "department", before: null, after: "開発部" },
        ],
      },
      {
        line: 3,
        action: "change",
        identityId: two?.id ?? null,
        displayName: two?.displayName ?? "鈴木 健太",
        changes: [
          { field: "department", before: two?.department.name ?? "営業部", after: "情報システム部" },
          { field: "contractEndAt", before: null, after: "2026-12-31" },
        ],
      },
      {
        line: 4,
        action: "conflict",
        identityId: three?.id ?? null,
        displayName: three?.displayName ?? "高橋 蓮",
        changes: [{ field: "jobTitle", before: three?.jobTitle ?? "採用担当", after: "マネージャー" }],
      },
      {
        line: 5,
        action: "unchanged",
        identityId: one?.id ?? null,
        displayName: one?.displayName ?? "佐藤 陽菜",
        changes: [],
      },
    ],
    errors: [],
  };
}

const importWithErrors: Omit<ImportResult, "applied"> = {
  summary: { added: 4, changed: 0, unchanged: 0, conflicting: 0, errors: 2 },
  rows: [],
  errors: [
    {
      line: 3,
      column: "email",
      value: "taro.example.com",
      message: "Enter one e-mail address, such as taro@example.com.",
    },
    { line: 17, column: "employee_id", value: "E0042", message: "Line 9 has the same employee number." },
  ],
};

function historyOf(person: Identity) {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  return [
    {
      id: 3,
      field: "department",
      previous: { name: "営業部" },
      current: person.department,
      type: "update",
      source: "manual",
      actor: "misaki.aoki@example.com",
      createdAt: daysAgo(3),
    },
    {
      id: 2,
      field: "employeeStatus",
      previous: "preactive",
      current: "active",
      type: "update",
      source: "master",
      actor: "Google Workspace",
      createdAt: daysAgo(120),
    },
    {
      id: 1,
      field: "displayName",
      previous: null,
      current: person.displayName,
      type: "create",
      source: "master",
      actor: "Google Workspace",
      createdAt: daysAgo(150),
    },
  ];
}

function missing(): Response {
  return refusal(404, "not_found", "There is no such person.");
}

const csv = { headers: { "Content-Type": "text/csv", "Content-Disposition": 'attachment; filename="people.csv"' } };

import type { Account, UserType } from "../../src/features/account/types";
import type { Identity } from "../../src/features/directory/types";
import { pick } from "../directory/people";

interface MockService {
  id: number;
  slug: string;
  name: string;
  workspaceId: number;
  workspaceName: string;
  roles: readonly string[];
  licenses: readonly string[];
  /** Every n-th person has an account. */
  every: number;
  tellsActivity: boolean;
}

export const mockServices: readonly MockService[] = [
  {
    id: 1,
    slug: "google-workspace",
    name: "Google Workspace",
    workspaceId: 2,
    workspaceName: "example.com",
    roles: ["User", "User", "User", "Super Admin"],
    licenses: ["Business Plus"],
    every: 1,
    tellsActivity: true,
  },
  {
    id: 2,
    slug: "slack",
    name: "Slack",
    workspaceId: 5,
    workspaceName: "Example",
    roles: ["Member", "Member", "Guest", "Workspace Owner"],
    licenses: ["Business+"],
    every: 2,
    tellsActivity: true,
  },
  {
    id: 3,
    slug: "github",
    name: "GitHub",
    workspaceId: 3,
    workspaceName: "example-inc",
    roles: ["member", "member", "admin"],
    licenses: ["Enterprise", "Copilot Business"],
    every: 3,
    tellsActivity: false,
  },
  {
    id: 4,
    slug: "wordpress-self-host-api",
    name: "WordPress",
    workspaceId: 8,
    workspaceName: "採用サイト",
    roles: ["subscriber", "editor", "administrator"],
    licenses: [],
    every: 5,
    tellsActivity: false,
  },
];

export function makeAccounts(people: readonly Identity[]): Account[] {
  const accounts = mockServices.flatMap((service) =>
    people
      .filter((person, number) => person.managementType !== "unregistered" && number % service.every === 0)
      .map((person, number) => accountOf(person, number, service)),
  );
  for (const person of people) {
    person.accountCount = accounts.filter(({ peopleId }) => peopleId === person.peopleId).length;
    person.serviceCount = person.accountCount;
  }
  return accounts;
}

function accountOf(person: Identity, number: number, service: MockService): Account {
  const isUnknown = person.managementType === "unknown" || (service.slug === "github" && number % 6 === 1);
  const isGone = number % 61 === 60;
  const accountId = service.id * 10_000 + number;
  const userName = (person.primaryEmail ?? `user${number}`).split("@")[0] ?? "";
  const role = pick(service.roles, number % 29 === 3 ? service.roles.length - 1 : 0);
  const email = isUnknown ? null : person.primaryEmail;
  return {
    id: `${service.workspaceId}#${accountId}`,
    accountId,
    serviceId: service.id,
    serviceName: service.name,
    serviceUniqueName: service.slug,
    workspaceId: service.workspaceId,
    workspaceName: service.workspaceName,
    email,
    displayName: isUnknown && number % 2 === 0 ? null : person.displayName,
    userName,
    employeeNumber: person.employeeId,
    type: "employee",
    peopleId: isUnknown ? null : person.peopleId,
    person: isUnknown
      ? null
      : {
          id: person.id,
          peopleId: person.peopleId,
          displayName: person.displayName,
          employeeStatus: person.employeeStatus,
          employeeType: person.employeeType,
          managementType: person.managementType,
        },
    userType: isUnknown ? "unknown" : userTypeOf(person),
    role: /admin|owner/i.test(role) ? "admin" : role === "Guest" ? "guest" : "other",
    roles: [role],
    licenses: number % 4 === 3 ? [] : [...service.licenses],
    twoFa: service.slug === "wordpress-self-host-api" ? null : number % 6 !== 2,
    status:
      person.employeeStatus === "retired" && number % 2 === 0 ? "suspended" : number % 45 === 8 ? "invited" : "active",
    lastActivitySource: service.tellsActivity ? "service" : null,
    lastActivity: service.tellsActivity ? hoursAgo((number * 17) % 2_400) : null,
    createdAt: hoursAgo(3_000 + ((number * 61) % 40_000)),
    memo: number % 31 === 0 ? "共用端末から利用" : null,
    isDeleted: isGone,
    match: isUnknown ? null : { rule: "email", value: email, pinned: false },
  };
}

export function userTypeOf(person: Identity): UserType {
  if (person.managementType === "system") return "system";
  if (person.employeeStatus === "retired" || person.employeeStatus === "on_leave") return person.employeeStatus;
  if (person.managementType === "managed") return "employee";
  return person.managementType === "external" ? "external" : "unknown";
}

function hoursAgo(hours: number): string {
  return new Date(Date.now() - hours * 3_600_000).toISOString();
}

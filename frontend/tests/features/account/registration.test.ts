import { describe, expect, it } from "vitest";
import { newcomersOf, splitName } from "@/features/account/registration";
import type { Account } from "@/features/account/types";

function account(id: string, more: Partial<Account>): Account {
  return {
    id,
    accountId: Number(id),
    serviceId: 1,
    serviceName: "Slack",
    serviceUniqueName: "slack",
    workspaceId: 2,
    workspaceName: "Example",
    email: null,
    displayName: null,
    userName: null,
    employeeNumber: null,
    type: "unknown",
    peopleId: null,
    person: null,
    userType: "unknown",
    role: "other",
    roles: [],
    licenses: [],
    twoFa: null,
    status: "active",
    lastActivity: null,
    lastActivitySource: null,
    createdAt: null,
    memo: null,
    isDeleted: false,
    match: null,
    ...more,
  };
}

describe("who is to be registered", () => {
  it("is one person for all accounts of an address, whatever its case", () => {
    const accounts = [
      account("1", { email: "ann@partner.example" }),
      account("2", { email: "Ann@Partner.example", displayName: "Ann Lee" }),
    ];
    expect(newcomersOf(accounts)).toEqual([
      {
        displayName: "Ann Lee",
        firstName: "Ann",
        lastName: "Lee",
        email: "ann@partner.example",
        accounts,
      },
    ]);
  });

  it("is one person for each account without an address", () => {
    const newcomers = newcomersOf([account("1", { userName: "ann" }), account("2", { userName: "bob" })]);
    expect(newcomers.map(({ displayName, email }) => [displayName, email])).toEqual([
      ["ann", null],
      ["bob", null],
    ]);
  });

  it("is nobody whose account already has a person", () => {
    expect(newcomersOf([account("1", { peopleId: 7 })])).toEqual([]);
  });
});

describe("a name", () => {
  it.each([
    ["佐藤 陽菜", "陽菜", "佐藤"],
    ["佐藤　陽菜", "陽菜", "佐藤"],
    ["김 민준", "민준", "김"],
    ["Emma van der Berg", "Emma", "van der Berg"],
    ["Madonna", null, null],
    ["", null, null],
  ])("%s is split by the order of its script", (name, firstName, lastName) => {
    expect(splitName(name)).toEqual({ firstName, lastName });
  });
});

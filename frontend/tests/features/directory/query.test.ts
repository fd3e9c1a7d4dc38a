import { expect, it } from "vitest";
import { peopleParameters } from "@/features/directory/query";

it("asks for the kind of the tab, with the filters under the API's names", () => {
  const request = {
    query: "佐藤",
    sort: { key: "contractEnd", descending: false },
    filters: { statuses: ["active", "retired"], contractEndRange: [":2026-12-31"], haveSaasAccount: ["true"] },
  };
  expect(peopleParameters("managed", request)).toEqual({
    managementTypes: ["managed"],
    keyword: "佐藤",
    statuses: ["active", "retired"],
    contractEndRange: ":2026-12-31",
    haveSaasAccount: true,
    sortBy: "contractEnd",
    sortOrder: "ASC",
  });
});

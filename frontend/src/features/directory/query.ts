import type { QueryOf } from "@/api/types";
import type { ListRequest } from "@/components/DataList";
import { chosen, filled, flag, single, sortKey, sortOrder } from "@/components/DataList/parameters";
import type { ManagementType } from "./types";

/** The filters of the people list; their keys are the API's parameters. */
export const filterKeys = [
  "statuses",
  "types",
  "companies",
  "departments",
  "locations",
  "contractStartRange",
  "contractEndRange",
  "suspensionStartRange",
  "suspensionEndRange",
  "createdAtRange",
  "updatedAtRange",
  "haveSaasAccount",
] as const satisfies (keyof QueryOf<"listIdentities">)[];

/** The API's parameters for what the people list asks, without its paging. */
export function peopleParameters(kind: ManagementType | null, request: ListRequest): QueryOf<"listIdentities"> {
  const { query, sort, filters } = request;
  return {
    managementTypes: kind === null ? undefined : [kind],
    keyword: filled(query),
    statuses: chosen(filters["statuses"]),
    types: chosen(filters["types"]),
    companies: chosen(filters["companies"]),
    departments: chosen(filters["departments"]),
    locations: chosen(filters["locations"]),
    contractStartRange: single(filters["contractStartRange"]),
    contractEndRange: single(filters["contractEndRange"]),
    suspensionStartRange: single(filters["suspensionStartRange"]),
    suspensionEndRange: single(filters["suspensionEndRange"]),
    createdAtRange: single(filters["createdAtRange"]),
    updatedAtRange: single(filters["updatedAtRange"]),
    haveSaasAccount: flag(filters["haveSaasAccount"]),
    sortBy: sortKey(sort),
    sortOrder: sortOrder(sort),
  };
}

import type { ListRequest } from "@/components/DataList";
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
] as const;

type Parameter = string | readonly string[] | undefined;

/** The API's parameters for what the people list asks, without its paging. */
export function peopleParameters(kind: ManagementType | null, request: ListRequest): Record<string, Parameter> {
  const { query, sort, filters } = request;
  const chosen = Object.fromEntries(
    filterKeys.map((key) => [key, (filters[key]?.length ?? 0) > 0 ? filters[key] : undefined]),
  );
  return {
    ...chosen,
    haveSaasAccount: filters["haveSaasAccount"]?.[0],
    managementTypes: kind === null ? undefined : [kind],
    keyword: query === "" ? undefined : query,
    sortBy: sort?.key,
    sortOrder: sort === null ? undefined : sort.descending ? "DESC" : "ASC",
  };
}

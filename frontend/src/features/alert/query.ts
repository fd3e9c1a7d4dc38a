import type { ListRequest } from "@/components/DataList";
import type { AlertType } from "./types";

/** Which alerts a list shows; nothing set means all of the organization that are not muted. */
export interface AlertScope {
  type?: AlertType;
  serviceId?: number;
  peopleId?: number;
  isMuted?: boolean;
}

/** The API's parameters for what a list of alerts asks, without its paging. */
export function alertParameters(scope: AlertScope, { query, filters, sort }: ListRequest) {
  return {
    keyword: query === "" ? undefined : query,
    type: scope.type ?? filters["type"],
    level: filters["level"]?.[0],
    serviceId: scope.serviceId ?? filters["serviceId"]?.[0],
    peopleId: scope.peopleId,
    muted: scope.isMuted ?? false,
    sortBy: sort?.key,
    sortOrder: sort === null ? undefined : sort.descending ? ("DESC" as const) : ("ASC" as const),
  };
}

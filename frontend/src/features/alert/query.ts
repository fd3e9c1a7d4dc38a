import type { QueryOf } from "@/api/types";
import type { ListRequest } from "@/components/DataList";
import { chosen, filled, numbers, single } from "@/components/DataList/parameters";
import type { AlertType } from "./types";

/** Which alerts a list shows; nothing set means all of the organization that are not muted. */
export interface AlertScope {
  type?: AlertType;
  serviceId?: number;
  peopleId?: number;
  isMuted?: boolean;
}

/** The API's parameters for what a list of alerts asks, without its paging. */
export function alertParameters(scope: AlertScope, { query, filters }: ListRequest): QueryOf<"listAlerts"> {
  return {
    keyword: filled(query),
    type: scope.type === undefined ? chosen(filters["type"]) : [scope.type],
    level: single(filters["level"]),
    serviceId: scope.serviceId === undefined ? numbers(filters["serviceId"]) : [scope.serviceId],
    peopleId: scope.peopleId,
    muted: scope.isMuted ?? false,
  };
}

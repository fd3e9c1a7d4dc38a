import { queryOptions } from "@tanstack/react-query";
import { client, read } from "@/api/client";
import { queryKey } from "@/api/keys";

export function homeQuery(organizationId: number) {
  return queryOptions({
    queryKey: queryKey("home", organizationId),
    queryFn: ({ signal }) =>
      read(client.GET("/api/v1/organizations/{organizationId}/home", { params: { path: { organizationId } }, signal })),
  });
}

import { queryOptions, useMutation } from "@tanstack/react-query";
import { client, read } from "@/api/client";
import type { Schemas } from "@/api/types";
import { useOrganizationId } from "@/app/session";
import { useRefresh } from "@/app/useRefresh";
import { alertsKey } from "../queries";

export type AlertSettings = Required<Schemas["AlertSettings"]>;

export function alertSettingsQuery(organizationId: number) {
  return queryOptions({
    queryKey: alertsKey(organizationId, "settings"),
    queryFn: async ({ signal }): Promise<AlertSettings> => {
      const settings = await read(
        client.GET("/api/v1/organizations/{organizationId}/alert-settings", {
          params: { path: { organizationId } },
          signal,
        }),
      );
      return { services: [], ...settings };
    },
  });
}

export function useSaveAlertSettings() {
  const organizationId = useOrganizationId();
  const onSuccess = useRefresh("alert");
  return useMutation({
    mutationFn: (body: AlertSettings) =>
      read(
        client.PUT("/api/v1/organizations/{organizationId}/alert-settings", {
          params: { path: { organizationId } },
          body,
        }),
      ),
    onSuccess,
  });
}

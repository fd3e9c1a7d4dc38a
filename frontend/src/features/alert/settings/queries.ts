import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { read } from "@/api/client";
import { inOrganization, plain } from "@/api/plain";
import { useOrganizationId } from "@/app/session";
import { alertsKey } from "../queries";

export interface AlertSettings {
  /** After how many days without activity an account counts as unused. */
  inactivityDays: number;
  /** Services with another number. */
  services: readonly { serviceId: number; inactivityDays: number }[];
}

export function alertSettingsQuery(organizationId: number) {
  return queryOptions({
    queryKey: alertsKey(organizationId, "settings"),
    queryFn: ({ signal }) =>
      read(
        plain.GET<AlertSettings>(inOrganization("/alert-settings"), { params: { path: { organizationId } }, signal }),
      ),
  });
}

export function useSaveAlertSettings() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: AlertSettings) =>
      read(plain.PUT<AlertSettings>(inOrganization("/alert-settings"), { params: { path: { organizationId } }, body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: alertsKey(organizationId) }),
  });
}

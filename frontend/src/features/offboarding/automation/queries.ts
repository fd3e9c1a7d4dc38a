import { queryOptions, useMutation } from "@tanstack/react-query";
import { client, read, readItems, readPage } from "@/api/client";
import { useOrganizationId } from "@/app/session";
import { useRefresh } from "@/app/useRefresh";
import { offboardingKey } from "../queries";
import type { AutomationChange, AutomationDraft } from "./types";

export function automationsQuery(organizationId: number) {
  return queryOptions({
    queryKey: offboardingKey(organizationId, "automations"),
    queryFn: ({ signal }) =>
      readItems(
        client.GET("/api/v1/organizations/{organizationId}/automations", {
          params: { path: { organizationId } },
          signal,
        }),
      ),
  });
}

export function automationQuery(organizationId: number, automationId: number) {
  return queryOptions({
    queryKey: offboardingKey(organizationId, "automations", automationId),
    queryFn: ({ signal }) =>
      read(
        client.GET("/api/v1/organizations/{organizationId}/automations/{automationId}", {
          params: { path: { organizationId, automationId } },
          signal,
        }),
      ),
  });
}

export function runsQuery(organizationId: number, automationId: number) {
  return queryOptions({
    queryKey: offboardingKey(organizationId, "automations", automationId, "runs"),
    queryFn: async ({ signal }) => {
      const page = await readPage(
        client.GET("/api/v1/organizations/{organizationId}/automations/{automationId}/runs", {
          params: { path: { organizationId, automationId }, query: { limit: 50 } },
          signal,
        }),
      );
      return page.items;
    },
  });
}

/** What the automations will do for a person, and when. */
export function queueQuery(organizationId: number, peopleId: number) {
  return queryOptions({
    queryKey: offboardingKey(organizationId, "queue", peopleId),
    queryFn: ({ signal }) =>
      readItems(
        client.GET("/api/v1/organizations/{organizationId}/people/{peopleId}/automation-queue", {
          params: { path: { organizationId, peopleId } },
          signal,
        }),
      ),
  });
}

export function useAutomationChanges() {
  const organizationId = useOrganizationId();
  const onSuccess = useRefresh("offboarding");
  const pathOf = (automationId: number) => ({ params: { path: { organizationId, automationId } } });

  const add = useMutation({
    mutationFn: (body: AutomationDraft) =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/automations", {
          params: { path: { organizationId } },
          body,
        }),
      ),
    onSuccess,
  });
  const change = useMutation({
    mutationFn: ({ id, ...body }: AutomationChange & { id: number }) =>
      read(client.PATCH("/api/v1/organizations/{organizationId}/automations/{automationId}", { ...pathOf(id), body })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: number) =>
      read(client.DELETE("/api/v1/organizations/{organizationId}/automations/{automationId}", pathOf(id))),
    onSuccess,
  });
  const run = useMutation({
    mutationFn: ({ id, ...body }: { id: number; peopleIds: number[]; dryRun: boolean }) =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/automations/{automationId}/run", { ...pathOf(id), body }),
      ),
    onSuccess,
  });
  return { add, change, remove, run };
}

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { read } from "@/api/client";
import { inOrganization, plain, readPage } from "@/api/plain";
import { useOrganizationId } from "@/app/session";
import { offboardingKey } from "../queries";
import type { Automation, AutomationDraft, AutomationRun, QueuedRun, RunAnswer } from "./types";

export function automationsQuery(organizationId: number) {
  return queryOptions({
    queryKey: offboardingKey(organizationId, "automations"),
    queryFn: async ({ signal }) => {
      const { items } = await read(
        plain.GET<{ items: Automation[] }>(inOrganization("/automations"), {
          params: { path: { organizationId } },
          signal,
        }),
      );
      return items;
    },
  });
}

export function automationQuery(organizationId: number, id: number) {
  return queryOptions({
    queryKey: offboardingKey(organizationId, "automations", id),
    queryFn: ({ signal }) =>
      read(
        plain.GET<Automation>(inOrganization("/automations/{id}"), {
          params: { path: { organizationId, id } },
          signal,
        }),
      ),
  });
}

export function runsQuery(organizationId: number, id: number) {
  return queryOptions({
    queryKey: offboardingKey(organizationId, "automations", id, "runs"),
    queryFn: async ({ signal }) => {
      const path = `/automations/${id}/runs`;
      const page = await readPage<AutomationRun>(organizationId, path, { cursor: null, limit: 50, signal });
      return page.items;
    },
  });
}

/** What the automations will do for a person, and when. */
export function queueQuery(organizationId: number, peopleId: number) {
  return queryOptions({
    queryKey: offboardingKey(organizationId, "queue", peopleId),
    queryFn: async ({ signal }) => {
      const { items } = await read(
        plain.GET<{ items: QueuedRun[] }>(inOrganization("/people/{peopleId}/automation-queue"), {
          params: { path: { organizationId, peopleId } },
          signal,
        }),
      );
      return items;
    },
  });
}

export function useAutomationChanges() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: offboardingKey(organizationId) });
  const pathOf = (id: number) => ({ params: { path: { organizationId, id } } });

  const add = useMutation({
    mutationFn: (body: AutomationDraft) =>
      read(plain.POST<Automation>(inOrganization("/automations"), { params: { path: { organizationId } }, body })),
    onSuccess,
  });
  const change = useMutation({
    mutationFn: ({ id, ...body }: Partial<AutomationDraft> & { id: number }) =>
      read(plain.PATCH<Automation>(inOrganization("/automations/{id}"), { ...pathOf(id), body })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: number) => read(plain.DELETE(inOrganization("/automations/{id}"), pathOf(id))),
    onSuccess,
  });
  const run = useMutation({
    mutationFn: ({ id, ...body }: { id: number; peopleIds: readonly number[]; dryRun: boolean }) =>
      read(plain.POST<RunAnswer>(inOrganization("/automations/{id}/run"), { ...pathOf(id), body })),
    onSuccess,
  });
  return { add, change, remove, run };
}

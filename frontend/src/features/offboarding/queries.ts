import { queryOptions, useMutation } from "@tanstack/react-query";
import { client, read, readItems, readPage } from "@/api/client";
import { queryKey } from "@/api/keys";
import { useOrganizationId } from "@/app/session";
import { useRefresh } from "@/app/useRefresh";
import { filled } from "@/components/DataList/parameters";
import { isOver, type OffboardingAction } from "./states";
import type { Offboarding, OffboardingDraft, OffboardingPlan, Policy } from "./types";

export function offboardingKey(organizationId: number, ...rest: readonly unknown[]) {
  return queryKey("offboarding", organizationId, ...rest);
}

const pollingInterval = 3_000;
const mostOnBoard = 200;

/** The offboardings of the board, as far as it shows them. */
export function boardQuery(organizationId: number, keyword: string) {
  return queryOptions({
    queryKey: offboardingKey(organizationId, "board", keyword),
    queryFn: async ({ signal }) => {
      const page = await readPage(
        client.GET("/api/v1/organizations/{organizationId}/offboardings", {
          params: { path: { organizationId }, query: { keyword: filled(keyword), limit: mostOnBoard } },
          signal,
        }),
      );
      return page.items.map(stored);
    },
    refetchInterval: ({ state }) => (state.data?.some((each) => each.state === "running") ? pollingInterval : false),
  });
}

/** How many offboardings wait for somebody, for Home. */
export function waitingQuery(organizationId: number) {
  return queryOptions({
    queryKey: offboardingKey(organizationId, "waiting"),
    queryFn: async ({ signal }) => {
      const page = await readPage(
        client.GET("/api/v1/organizations/{organizationId}/offboardings", {
          params: {
            path: { organizationId },
            query: { states: ["waiting_for_approval", "needs_person"], limit: 20 },
          },
          signal,
        }),
      );
      return page.totalCount ?? page.items.length;
    },
  });
}

export function offboardingQuery(organizationId: number, offboardingId: number) {
  return queryOptions({
    queryKey: offboardingKey(organizationId, "one", offboardingId),
    queryFn: async ({ signal }) =>
      stored(
        await read(
          client.GET("/api/v1/organizations/{organizationId}/offboardings/{offboardingId}", {
            params: { path: { organizationId, offboardingId } },
            signal,
          }),
        ),
      ),
    refetchInterval: ({ state }) => (state.data === undefined || isOver(state.data) ? false : pollingInterval),
  });
}

/** The plan that the policies make for a person, without starting anything. */
export function planQuery(organizationId: number, peopleId: number) {
  return queryOptions({
    queryKey: offboardingKey(organizationId, "plan", peopleId),
    queryFn: ({ signal }) =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/offboardings", {
          params: { path: { organizationId } },
          body: { peopleId, dryRun: true },
          signal,
        }),
      ),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}

export function recordAddresses(organizationId: number, id: number) {
  const address = `/api/v1/organizations/${organizationId}/offboardings/${id}/record`;
  return { json: address, pdf: `${address}.pdf` };
}

export function policiesQuery(organizationId: number) {
  return queryOptions({
    queryKey: offboardingKey(organizationId, "policies"),
    queryFn: ({ signal }) =>
      readItems(
        client.GET("/api/v1/organizations/{organizationId}/offboarding-policies", {
          params: { path: { organizationId } },
          signal,
        }),
      ),
  });
}

export function useOffboardingChanges() {
  const organizationId = useOrganizationId();
  const params = { path: { organizationId } };
  const onSettled = useRefresh("offboarding", "operation", "home", "account", "alert");

  const start = useMutation({
    mutationFn: async (body: OffboardingDraft) =>
      stored(await read(client.POST("/api/v1/organizations/{organizationId}/offboardings", { params, body }))),
    onSettled,
  });
  const act = useMutation({
    mutationFn: async ({ id, action }: { id: number; action: OffboardingAction }) =>
      stored(
        await read(
          client.POST(`/api/v1/organizations/{organizationId}/offboardings/{offboardingId}/${action}`, {
            params: { path: { organizationId, offboardingId: id } },
          }),
        ),
      ),
    onSettled,
  });
  const completeStep = useMutation({
    mutationFn: ({ id, stepId, note }: { id: number; stepId: number; note: string }) =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/offboardings/{offboardingId}/steps/{stepId}/complete", {
          params: { path: { organizationId, offboardingId: id, stepId } },
          body: { note: filled(note) },
        }),
      ),
    onSettled,
  });
  const savePolicies = useMutation({
    mutationFn: (items: Policy[]) =>
      read(client.PUT("/api/v1/organizations/{organizationId}/offboarding-policies", { params, body: { items } })),
    onSettled,
  });
  return { start, act, completeStep, savePolicies };
}

/** Only what a dry run answers has no id. */
function stored(offboarding: OffboardingPlan): Offboarding {
  return offboarding as Offboarding;
}

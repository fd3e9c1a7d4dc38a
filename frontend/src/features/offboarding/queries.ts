import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { read } from "@/api/client";
import { queryKey, type Feature } from "@/api/keys";
import { inOrganization, plain, readPage } from "@/api/plain";
import { useOrganizationId } from "@/app/session";
import { isOver, type OffboardingAction } from "./states";
import type { Offboarding, OffboardingDraft, OffboardingState, Policy } from "./types";

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
      const page = await readPage<Offboarding>(organizationId, "/offboardings", {
        keyword: keyword === "" ? undefined : keyword,
        cursor: null,
        limit: mostOnBoard,
        signal,
      });
      return page.items;
    },
    refetchInterval: ({ state }) => (state.data?.some((each) => each.state === "running") ? pollingInterval : false),
  });
}

/** How many offboardings wait for somebody, for Home. */
export function waitingQuery(organizationId: number) {
  return queryOptions({
    queryKey: offboardingKey(organizationId, "waiting"),
    queryFn: async ({ signal }) => {
      const states: readonly OffboardingState[] = ["waiting_for_approval", "needs_person"];
      const page = await readPage<Offboarding>(organizationId, "/offboardings", {
        states,
        cursor: null,
        limit: 20,
        signal,
      });
      return page.totalCount ?? page.items.length;
    },
  });
}

export function offboardingQuery(organizationId: number, id: number) {
  return queryOptions({
    queryKey: offboardingKey(organizationId, "one", id),
    queryFn: ({ signal }) =>
      read(
        plain.GET<Offboarding>(inOrganization("/offboardings/{id}"), {
          params: { path: { organizationId, id } },
          signal,
        }),
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
        plain.POST<Offboarding>(inOrganization("/offboardings"), {
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
    queryFn: async ({ signal }) => {
      const { items } = await read(
        plain.GET<{ items: Policy[] }>(inOrganization("/offboarding-policies"), {
          params: { path: { organizationId } },
          signal,
        }),
      );
      return items;
    },
  });
}

/** The rooms that show what an offboarding changes. */
const touched: readonly Feature[] = ["offboarding", "operation", "home", "account", "alert"];

export function useOffboardingChanges() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  const params = { path: { organizationId } };
  const onSettled = () =>
    Promise.all(
      touched.map((feature) => queryClient.invalidateQueries({ queryKey: queryKey(feature, organizationId) })),
    );

  const start = useMutation({
    mutationFn: (body: OffboardingDraft) =>
      read(plain.POST<Offboarding>(inOrganization("/offboardings"), { params, body })),
    onSettled,
  });
  const act = useMutation({
    mutationFn: ({ id, action }: { id: number; action: OffboardingAction }) =>
      read(
        plain.POST<Offboarding>(inOrganization(`/offboardings/{id}/${action}`), {
          params: { path: { organizationId, id } },
        }),
      ),
    onSettled,
  });
  const completeStep = useMutation({
    mutationFn: ({ id, stepId, note }: { id: number; stepId: number; note: string }) =>
      read(
        plain.POST<Offboarding>(inOrganization("/offboardings/{id}/steps/{stepId}/complete"), {
          params: { path: { organizationId, id, stepId } },
          body: note === "" ? {} : { note },
        }),
      ),
    onSettled,
  });
  const savePolicies = useMutation({
    mutationFn: (items: readonly Policy[]) =>
      read(plain.PUT(inOrganization("/offboarding-policies"), { params, body: { items } })),
    onSettled,
  });
  return { start, act, completeStep, savePolicies };
}

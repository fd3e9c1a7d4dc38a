import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { read } from "@/api/client";
import { queryKey } from "@/api/keys";
import { inOrganization, plain, readPage } from "@/api/plain";
import { useOrganizationId } from "@/app/session";
import type { Channel, ChannelChange, ChannelDraft, Delivery, ScheduledExport, ScheduledExportDraft } from "./types";

export function notificationKey(organizationId: number, ...rest: readonly unknown[]) {
  return queryKey("notification", organizationId, ...rest);
}

export function channelsQuery(organizationId: number) {
  return queryOptions({
    queryKey: notificationKey(organizationId, "channels"),
    queryFn: async ({ signal }) => {
      const { items } = await read(
        plain.GET<{ items: Channel[] }>(inOrganization("/notification-channels"), {
          params: { path: { organizationId } },
          signal,
        }),
      );
      return items;
    },
  });
}

export function deliveriesQuery(organizationId: number, channelId: number) {
  return queryOptions({
    queryKey: notificationKey(organizationId, "deliveries", channelId),
    queryFn: async ({ signal }) => {
      const path = `/notification-channels/${channelId}/deliveries`;
      const page = await readPage<Delivery>(organizationId, path, { cursor: null, limit: 50, signal });
      return page.items;
    },
  });
}

export function scheduledExportsQuery(organizationId: number) {
  return queryOptions({
    queryKey: notificationKey(organizationId, "exports"),
    queryFn: async ({ signal }) => {
      const { items } = await read(
        plain.GET<{ items: ScheduledExport[] }>(inOrganization("/scheduled-exports"), {
          params: { path: { organizationId } },
          signal,
        }),
      );
      return items;
    },
  });
}

export function useChannelChanges() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: notificationKey(organizationId) });
  const pathOf = (id: number) => ({ params: { path: { organizationId, id } } });
  const channelPath = inOrganization("/notification-channels/{id}");

  const add = useMutation({
    mutationFn: (body: ChannelDraft) =>
      read(
        plain.POST<Channel>(inOrganization("/notification-channels"), { params: { path: { organizationId } }, body }),
      ),
    onSettled,
  });
  const change = useMutation({
    mutationFn: ({ id, ...body }: Partial<ChannelChange> & { id: number }) =>
      read(plain.PATCH<Channel>(channelPath, { ...pathOf(id), body })),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (id: number) => read(plain.DELETE(channelPath, pathOf(id))),
    onSettled,
  });
  const test = useMutation({
    mutationFn: (id: number) => read(plain.POST(`${channelPath}/test`, pathOf(id))),
    onSettled,
  });
  const redeliver = useMutation({
    mutationFn: ({ id, deliveryId }: { id: number; deliveryId: number }) =>
      read(
        plain.POST(`${channelPath}/deliveries/{deliveryId}/redeliver`, {
          params: { path: { organizationId, id, deliveryId } },
        }),
      ),
    onSettled,
  });
  return { add, change, remove, test, redeliver };
}

export function useScheduledExportChanges() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: notificationKey(organizationId, "exports") });

  const add = useMutation({
    mutationFn: (body: ScheduledExportDraft) =>
      read(
        plain.POST<ScheduledExport>(inOrganization("/scheduled-exports"), {
          params: { path: { organizationId } },
          body,
        }),
      ),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: number) =>
      read(plain.DELETE(inOrganization("/scheduled-exports/{id}"), { params: { path: { organizationId, id } } })),
    onSuccess,
  });
  return { add, remove };
}

import { queryOptions, useMutation } from "@tanstack/react-query";
import { client, read, readItems, readPage } from "@/api/client";
import { queryKey } from "@/api/keys";
import { useOrganizationId } from "@/app/session";
import { useRefresh } from "@/app/useRefresh";
import type { ChannelChange, ChannelDraft, ScheduledExportDraft } from "./types";

export function notificationKey(organizationId: number, ...rest: readonly unknown[]) {
  return queryKey("notification", organizationId, ...rest);
}

export function channelsQuery(organizationId: number) {
  return queryOptions({
    queryKey: notificationKey(organizationId, "channels"),
    queryFn: ({ signal }) =>
      readItems(
        client.GET("/api/v1/organizations/{organizationId}/notification-channels", {
          params: { path: { organizationId } },
          signal,
        }),
      ),
  });
}

export function deliveriesQuery(organizationId: number, channelId: number) {
  return queryOptions({
    queryKey: notificationKey(organizationId, "deliveries", channelId),
    queryFn: async ({ signal }) => {
      const page = await readPage(
        client.GET("/api/v1/organizations/{organizationId}/notification-channels/{channelId}/deliveries", {
          params: { path: { organizationId, channelId }, query: { limit: 50 } },
          signal,
        }),
      );
      return page.items;
    },
  });
}

/** The channels that the app of this token can post into. */
export function slackChannelsQuery(organizationId: number, token: string) {
  return queryOptions({
    queryKey: notificationKey(organizationId, "slack-channels", token),
    queryFn: ({ signal }) =>
      readItems(
        client.POST("/api/v1/organizations/{organizationId}/notification-channels/slack-channels", {
          params: { path: { organizationId } },
          body: { token },
          signal,
        }),
      ),
    enabled: token.startsWith("xoxb-"),
    retry: false,
    gcTime: 0,
  });
}

export function scheduledExportsQuery(organizationId: number) {
  return queryOptions({
    queryKey: notificationKey(organizationId, "exports"),
    queryFn: ({ signal }) =>
      readItems(
        client.GET("/api/v1/organizations/{organizationId}/scheduled-exports", {
          params: { path: { organizationId } },
          signal,
        }),
      ),
  });
}

export function useChannelChanges() {
  const organizationId = useOrganizationId();
  const onSettled = useRefresh("notification");
  const pathOf = (channelId: number) => ({ params: { path: { organizationId, channelId } } });

  const add = useMutation({
    mutationFn: (body: ChannelDraft) =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/notification-channels", {
          params: { path: { organizationId } },
          body,
        }),
      ),
    onSettled,
  });
  const change = useMutation({
    mutationFn: ({ id, ...body }: Partial<ChannelChange> & { id: number }) =>
      read(
        client.PATCH("/api/v1/organizations/{organizationId}/notification-channels/{channelId}", {
          ...pathOf(id),
          body,
        }),
      ),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (id: number) =>
      read(client.DELETE("/api/v1/organizations/{organizationId}/notification-channels/{channelId}", pathOf(id))),
    onSettled,
  });
  const test = useMutation({
    mutationFn: (id: number) =>
      read(client.POST("/api/v1/organizations/{organizationId}/notification-channels/{channelId}/test", pathOf(id))),
    onSettled,
  });
  const redeliver = useMutation({
    mutationFn: ({ id, deliveryId }: { id: number; deliveryId: number }) =>
      read(
        client.POST(
          "/api/v1/organizations/{organizationId}/notification-channels/{channelId}/deliveries/{deliveryId}/redeliver",
          { params: { path: { organizationId, channelId: id, deliveryId } } },
        ),
      ),
    onSettled,
  });
  return { add, change, remove, test, redeliver };
}

export function useScheduledExportChanges() {
  const organizationId = useOrganizationId();
  const onSuccess = useRefresh("notification");

  const add = useMutation({
    mutationFn: (body: ScheduledExportDraft) =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/scheduled-exports", {
          params: { path: { organizationId } },
          body,
        }),
      ),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (exportId: number) =>
      read(
        client.DELETE("/api/v1/organizations/{organizationId}/scheduled-exports/{exportId}", {
          params: { path: { organizationId, exportId } },
        }),
      ),
    onSuccess,
  });
  return { add, remove };
}

import { useMutation } from "@tanstack/react-query";
import { useMuting, type MuteChoice } from "../queries";
import type { Alert, AlertType } from "../types";

/** Mutes alerts of accounts account by account; an alert of a whole workspace is muted as that type of its service. */
export function useMuteAll() {
  const { mute, muteServices } = useMuting();
  return useMutation({
    mutationFn: async ({ alerts, choice }: { alerts: readonly Alert[]; choice: MuteChoice }) => {
      const ofAccounts = alerts.filter(({ account }) => Boolean(account));
      if (ofAccounts.length > 0) await mute.mutateAsync({ alerts: ofAccounts, choice });
      for (const [alertType, serviceIds] of servicesByType(alerts)) {
        await muteServices.mutateAsync({ serviceIds, alertType, reason: choice.reason });
      }
    },
  });
}

export function servicesByType(alerts: readonly Alert[]): [AlertType, number[]][] {
  const byType = new Map<AlertType, Set<number>>();
  for (const { type, account, service } of alerts) {
    if (!account) byType.set(type, (byType.get(type) ?? new Set()).add(service.id));
  }
  return [...byType].map(([type, ids]) => [type, [...ids]]);
}

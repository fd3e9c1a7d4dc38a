import { useMemo } from "react";
import type { Filter, ListDefinition } from "@/components/DataList";
import { RelativeTime } from "@/components/RelativeTime";
import { StatusBadge } from "@/components/StatusBadge";
import { useServiceName } from "@/features/services/serviceName";
import { useTexts } from "@/texts";
import type { LogEntry, Workspace } from "../types";
import { WorkspaceName } from "../WorkspaceName";
import { useActorWords, useCountWords, useDurationWords, useResultWords, wordOr } from "./words";

/** The list of what was done at services. Of one service only its workspaces are offered as filters. */
export function useLogList(workspaces: readonly Workspace[], isOfOneService: boolean): ListDefinition<LogEntry> {
  const { integration } = useTexts();
  const { log } = integration;
  const resultOf = useResultWords();
  const countsOf = useCountWords();
  const actorOf = useActorWords();
  const durationOf = useDurationWords();
  const nameOf = useServiceName();
  const filters = useMemo<readonly Filter[]>(() => {
    const services = new Map(workspaces.map(({ serviceId, serviceName }) => [String(serviceId), serviceName]));
    const byService: Filter = {
      kind: "choice",
      key: "serviceIds",
      label: log.filters.service,
      options: [...services].map(([value, label]) => ({ value, label })),
    };
    return [
      { kind: "choice", key: "kinds", label: log.filters.kind, options: optionsOf(log.kinds) },
      { kind: "choice", key: "results", label: log.filters.result, options: optionsOf(log.results) },
      ...(isOfOneService ? [] : [byService]),
      {
        kind: "choice",
        key: "workspaceIds",
        label: log.filters.workspace,
        options: workspaces.map(({ id, serviceName, workspaceName }) => ({
          value: String(id),
          label: isOfOneService ? workspaceName : `${serviceName} · ${workspaceName}`,
        })),
      },
      { kind: "dates", key: "period", label: log.filters.period },
    ];
  }, [log, workspaces, isOfOneService]);

  return useMemo(
    () => ({
      id: "integration-log",
      label: log.label,
      searchPlaceholder: log.searchPlaceholder,
      filters,
      rowId: ({ id }) => id,
      rowLabel: (entry) => `${wordOr(log.kinds, entry.kind)}: ${nameOf(entry)} · ${entry.workspaceName}`,
      columns: [
        {
          key: "kind",
          header: log.columns.kind,
          width: 96,
          grow: 0.2,
          cell: ({ kind }) => wordOr(log.kinds, kind),
        },
        {
          key: "service",
          header: log.columns.service,
          width: 250,
          grow: 2,
          cell: (entry) => <WorkspaceName of={entry} />,
        },
        {
          key: "result",
          header: log.columns.result,
          width: 118,
          grow: 0.2,
          cell: (entry) => <StatusBadge {...resultOf(entry)} />,
        },
        {
          key: "counts",
          header: log.columns.counts,
          width: 180,
          grow: 2,
          cell: ({ counts, error }) => error?.message ?? countsOf(counts),
        },
        {
          key: "actor",
          header: log.columns.actor,
          width: 120,
          grow: 0.8,
          cell: actorOf,
        },
        {
          key: "started",
          header: log.columns.started,
          width: 130,
          grow: 0.3,
          cell: ({ startedAt, createdAt }) => <RelativeTime at={startedAt ?? createdAt} />,
        },
        {
          key: "duration",
          header: log.columns.duration,
          width: 106,
          grow: 0,
          align: "end",
          cell: durationOf,
        },
      ],
    }),
    [log, filters, nameOf, resultOf, countsOf, actorOf, durationOf],
  );
}

function optionsOf(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

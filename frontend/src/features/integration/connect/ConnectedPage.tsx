import { Skeleton } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { valuesOf } from "@/app/searchParams";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";
import { useWorkspace } from "../queries";
import { FirstSync } from "./FirstSync";
import { latestRun } from "./firstRun";

/** Where a service sends the browser back to after its consent screen. */
export function ConnectedPage() {
  const { connected } = useTexts().integration;
  const [id] = valuesOf(useSearch({ strict: false }).workspace);
  const workspaceId = id === undefined ? null : Number(id);
  const { data: workspace, error, refetch } = useWorkspace(workspaceId);

  return (
    <Page kind="text">
      <PageHeader
        title={connected.title}
        lead={workspace && connected.lead(workspace.serviceName, workspace.workspaceName)}
      />
      {workspaceId === null ? (
        <EmptyState title={connected.missing} />
      ) : error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : workspace === undefined ? (
        <Skeleton height={160} />
      ) : (
        <FirstSync workspaceId={workspace.id} requestId={latestRun(workspace.recentRuns)?.requestId ?? null} />
      )}
    </Page>
  );
}

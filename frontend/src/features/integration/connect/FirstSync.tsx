import { Alert, Group, Progress, Stack, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { LinkButton } from "@/components/LinkButton";
import { StatusBadge, type StatusTone } from "@/components/StatusBadge";
import { useTexts } from "@/texts";
import { FaultAlert } from "../FaultAlert";
import { useProgressWords } from "../progressWords";
import type { Progress as SyncProgress, RequestStatus } from "../types";
import { useSyncProgress } from "../useSyncProgress";
import { FirstLook } from "./FirstLook";

const tones: Readonly<Record<RequestStatus, StatusTone>> = {
  queued: "waiting",
  running: "busy",
  finished: "good",
  failed: "critical",
  held: "warning",
  discarded: "neutral",
};

interface FirstSyncProps {
  workspaceId: number;
  requestId: string | null;
}

/** The first sync as it runs, and a first look at what it brought. */
export function FirstSync({ workspaceId, requestId }: FirstSyncProps) {
  const { sync } = useTexts().integration;
  const request = useSyncProgress(requestId);
  const status = request?.status ?? "queued";
  const isRunning = status === "queued" || status === "running";

  return (
    <Stack gap="md">
      <div aria-live="polite">
        <StatusBadge tone={tones[status]} label={sync[status]} />
      </div>
      {isRunning && <Meter progress={request?.progress ?? null} label={sync[status]} />}
      {isRunning && (
        <Text size="sm" c="dimmed">
          {sync.keepsRunning}
        </Text>
      )}
      {request?.error && <FaultAlert problem={request.error} />}
      {status === "held" && (
        <Alert variant="outline" color="orange" icon={<IconInfoCircle size={18} />}>
          {sync.held}
        </Alert>
      )}
      {status === "finished" && <FirstLook workspaceId={workspaceId} />}
      {(status === "failed" || status === "held") && (
        <Group>
          <LinkButton to="/integrations" search={{ open: String(workspaceId) }} variant="default">
            {sync.showStatus}
          </LinkButton>
        </Group>
      )}
    </Stack>
  );
}

function Meter({ progress, label }: { progress: SyncProgress | null; label: string }) {
  const words = useProgressWords(progress);
  const total = progress?.totalAccounts ?? null;
  return (
    <Stack gap={4}>
      {progress !== null && total !== null && total > 0 ? (
        <Progress value={(100 * progress.accounts) / total} aria-label={label} />
      ) : (
        <Progress value={100} animated striped aria-label={label} />
      )}
      <Text size="sm" className="numeric">
        {words}
      </Text>
    </Stack>
  );
}

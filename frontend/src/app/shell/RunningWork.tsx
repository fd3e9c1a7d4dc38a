import { ActionIcon, Indicator, Popover, Progress, Stack, Text } from "@mantine/core";
import { IconActivity } from "@tabler/icons-react";
import type { RequestEvent } from "@/api/events";
import { RunningOperations } from "@/features/operation/RunningOperations";
import { useFinishedOperations } from "@/features/operation/useFinishedOperations";
import { useServiceNameOf } from "@/features/services/serviceName";
import { useFormat, useTexts } from "@/texts";
import { useRunningWork } from "./runningWork";

export function RunningWork({ isConnected }: { isConnected: boolean }) {
  const { running } = useTexts().frame;
  const work = useRunningWork();
  const operations = useFinishedOperations();
  const count = work.length + operations.length;
  return (
    <Popover position="bottom-end" shadow="md" width={320}>
      <Indicator disabled={count === 0} label={count} size={16} offset={4} color="indigo.8">
        <Popover.Target>
          <ActionIcon aria-label={running.open(count)}>
            <IconActivity size={18} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={running.title}>
        <Stack gap="sm">
          <Text fw={600} size="sm">
            {running.title}
          </Text>
          {!isConnected && (
            <Text size="sm" role="status">
              {running.disconnected}
            </Text>
          )}
          {count === 0 && (
            <Text size="sm" c="dimmed">
              {running.empty} {running.emptyHint}
            </Text>
          )}
          {work.map((request) => (
            <Work key={request.id} request={request} />
          ))}
          <RunningOperations operations={operations} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Work({ request }: { request: RequestEvent }) {
  const { running } = useTexts().frame;
  const format = useFormat();
  const { progress } = request;
  const serviceName = useServiceNameOf()(request.workspaceId ?? undefined) ?? request.serviceName;
  const title = [serviceName, request.workspaceName].filter(Boolean).join(" · ");
  const total = progress?.totalAccounts ?? null;

  return (
    <Stack gap={4}>
      <Text size="sm">{title}</Text>
      {progress !== null && total !== null && total > 0 && (
        <Progress value={(100 * progress.accounts) / total} aria-label={title} size="sm" />
      )}
      {progress !== null && (
        <Text size="xs" c="dimmed" className="numeric">
          {[
            running.progress(format.number(progress.accounts), total === null ? null : format.number(total)),
            running.requests(format.number(progress.requests)),
            progress.secondsLeft === null ? undefined : running.secondsLeft(progress.secondsLeft),
          ]
            .filter(Boolean)
            .join(" · ")}
        </Text>
      )}
    </Stack>
  );
}

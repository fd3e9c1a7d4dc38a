import { Alert, CopyButton, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTexts } from "@/texts";
import type { Problem } from "./types";

type Shown = Pick<Problem, "errorId" | "message"> & Partial<Pick<Problem, "remedy" | "detail">>;

/** What went wrong between Daicho and a service: what, what to do, and the service's own words. */
export function FaultAlert({ problem }: { problem: Shown }) {
  const { common, errors } = useTexts();
  const { message, remedy, detail, errorId } = problem;
  const copied = [message, remedy, detail, `${errors.errorId}: ${errorId}`].filter(Boolean).join("\n");
  return (
    <Alert role="alert" color="red" variant="outline" icon={<IconAlertTriangle size={18} />} title={message}>
      <Stack gap={6}>
        {remedy}
        {Boolean(detail) && (
          <Text size="xs" ff="monospace" style={{ overflowWrap: "anywhere" }}>
            {detail}
          </Text>
        )}
        <CopyButton value={copied}>
          {({ copied: isCopied, copy }) => (
            <UnstyledButton fz="xs" c="dimmed" onClick={copy} style={{ alignSelf: "flex-start" }}>
              {errors.errorId}: {errorId} · {isCopied ? common.copied : errors.copyDetails}
            </UnstyledButton>
          )}
        </CopyButton>
      </Stack>
    </Alert>
  );
}

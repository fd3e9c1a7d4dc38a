import { Button, Group, Text } from "@mantine/core";
import { useCallback } from "react";
import { describeError } from "@/api/errors";
import { useTexts } from "@/texts";
import { notify, notifyError } from "./notify";

/** Toasts: for what was done (with Undo where there is a way back) and for what was refused. */
export function useNotify() {
  const texts = useTexts();

  const done = useCallback(
    (message: string, undo?: () => void) =>
      void notify(
        undo === undefined ? (
          message
        ) : (
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm">{message}</Text>
            <Button size="compact-sm" variant="subtle" onClick={undo}>
              {texts.common.undo}
            </Button>
          </Group>
        ),
      ),
    [texts],
  );

  const refused = useCallback(
    (error: unknown) => {
      const { message, remedy, about, errorId } = describeError(error, texts.errors);
      void notifyError(message, [about, remedy, `${texts.errors.errorId}: ${errorId}`].filter(Boolean).join(" "));
    },
    [texts],
  );

  return { done, refused };
}

import { Alert, Button, Stack, Text } from "@mantine/core";
import { texts } from "../texts";
import { addressIn, workingTab } from "./tab";
import { useAction } from "./useAction";

interface PointButtonProps<Pointed> {
  /** Lets somebody point in the page of a tab; nothing when that was given up. */
  point: (tabId: number) => Promise<Pointed | null>;
  onPointed: (pointed: Pointed, page: string) => void;
  label?: string;
  ariaLabel?: string;
}

/** Has somebody point at something in the tab, and hands on what it is and where. */
export function PointButton<Pointed>({ point, onPointed, label, ariaLabel }: PointButtonProps<Pointed>) {
  const { record } = texts;
  const { run, isBusy, problem } = useAction();
  const pointInTab = async () => {
    const tabId = await workingTab();
    const page = await addressIn(tabId);
    const pointed = await point(tabId);
    if (pointed !== null) onPointed(pointed, page);
  };
  return (
    <Stack gap={6}>
      <Button variant="light" loading={isBusy} aria-label={ariaLabel} onClick={() => run(pointInTab)}>
        {label ?? record.point}
      </Button>
      {isBusy && <Text aria-live="polite">{record.pointing}</Text>}
      {problem !== null && <Alert color="red">{problem}</Alert>}
    </Stack>
  );
}

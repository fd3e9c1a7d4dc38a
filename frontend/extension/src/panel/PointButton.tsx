import { Alert, Button, Stack, Text } from "@mantine/core";
import { texts } from "../texts";
import { inPage, workingTab } from "./tab";
import { useAction } from "./useAction";

type Pointing = "pointAtTable" | "pointAtControl" | "pointAtAnything";
type Pointed<Task extends Pointing> = Awaited<ReturnType<typeof inPage<Task>>>;

interface PointButtonProps<Task extends Pointing> {
  task: Task;
  label?: string;
  ariaLabel?: string;
  onPointed: (pointed: NonNullable<Pointed<Task>>, page: string) => void;
}

/** Has somebody point at something in the tab, and hands on what it is and where. */
export function PointButton<Task extends Pointing>({ task, label, ariaLabel, onPointed }: PointButtonProps<Task>) {
  const { record } = texts;
  const { run, isBusy, problem } = useAction();
  const point = async () => {
    const tabId = await workingTab();
    const page = await inPage(tabId, "address");
    const pointed = await inPage(tabId, task, ...([] as never));
    if (pointed !== null && pointed !== undefined) onPointed(pointed as NonNullable<Pointed<Task>>, page);
  };
  return (
    <Stack gap={6}>
      <Button variant="light" loading={isBusy} aria-label={ariaLabel} onClick={() => run(point)}>
        {label ?? record.point}
      </Button>
      {isBusy && <Text aria-live="polite">{record.pointing}</Text>}
      {problem !== null && <Alert color="red">{problem}</Alert>}
    </Stack>
  );
}

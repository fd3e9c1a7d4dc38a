import { StatusBadge, type StatusTone } from "@/components/StatusBadge";
import { useTexts } from "@/texts";
import type { EmployeeStatus } from "./types";

const tones: Record<EmployeeStatus, StatusTone> = {
  active: "good",
  on_leave: "waiting",
  preactive: "waiting",
  draft: "neutral",
  retired: "critical",
  untracked: "neutral",
  archived: "neutral",
};

export function StatusMark({ status }: { status: EmployeeStatus }) {
  const { statuses } = useTexts().directory;
  return <StatusBadge tone={tones[status]} label={statuses[status]} />;
}

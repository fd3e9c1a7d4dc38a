import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClockPause,
  IconLoader,
} from "@tabler/icons-react";
import classes from "./StatusBadge.module.css";

export type StatusTone = "good" | "warning" | "critical" | "busy" | "neutral" | "waiting";

const icons = {
  good: IconCircleCheck,
  warning: IconAlertTriangle,
  critical: IconCircleX,
  busy: IconLoader,
  neutral: IconCircleDashed,
  waiting: IconClockPause,
} as const;

/** A status as icon and word. The colour only repeats what both say. */
export function StatusBadge({ tone, label }: { tone: StatusTone; label: string }) {
  const Icon = icons[tone];
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon size={15} stroke={2} aria-hidden />
      {label}
    </span>
  );
}

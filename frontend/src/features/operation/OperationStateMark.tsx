import { StatusBadge } from "@/components/StatusBadge";
import { useTexts } from "@/texts";
import { stateTones } from "./states";
import type { Operation } from "./types";

export function OperationStateMark({ operation: { state, alreadyGone } }: { operation: Operation }) {
  const { operation } = useTexts();
  const label = alreadyGone && state === "succeeded" ? operation.alreadyGone : operation.states[state];
  return <StatusBadge tone={stateTones[state]} label={label} />;
}

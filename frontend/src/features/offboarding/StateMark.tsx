import { StatusBadge } from "@/components/StatusBadge";
import { useTexts } from "@/texts";
import { stateTones } from "./states";
import type { OffboardingState } from "./types";

export function StateMark({ state }: { state: OffboardingState }) {
  const { states } = useTexts().offboarding;
  return <StatusBadge tone={stateTones[state]} label={states[state]} />;
}

import { IconCheck } from "@tabler/icons-react";
import { useTexts } from "@/texts";
import classes from "./ConnectDialog.module.css";
import type { StepName } from "./steps";

export function StepList({ steps, current }: { steps: readonly StepName[]; current: StepName }) {
  const { connect } = useTexts().integration;
  const place = steps.indexOf(current);
  return (
    <ol className={classes.steps} aria-label={connect.stepsLabel}>
      {steps.map((step, index) => (
        <li key={step} aria-current={step === current ? "step" : undefined}>
          <span className={classes.number}>{index < place ? <IconCheck size={13} aria-hidden /> : index + 1}</span>
          {connect.steps[step]}
        </li>
      ))}
    </ol>
  );
}

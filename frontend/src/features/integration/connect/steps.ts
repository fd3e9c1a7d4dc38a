import type { ConnectWay, WayKind } from "@/features/catalogue/types";

export type StepName = "way" | "credentials" | "test" | "name" | "consent" | "accounts" | "sync" | "browser";

const stepsByKind: Readonly<Record<WayKind, readonly StepName[]>> = {
  api_key: ["way", "credentials", "test", "name", "sync"],
  id_password: ["way", "credentials", "test", "name", "sync"],
  oauth2: ["way", "credentials", "name", "consent", "sync"],
  assisted: ["way", "credentials", "name", "browser"],
  manual: ["way", "name", "accounts"],
};

/** The steps of an integration. One that replaces credentials keeps the workspace's name and settings. */
export function stepsOf(kind: WayKind, isReintegration: boolean): readonly StepName[] {
  const steps = stepsByKind[kind];
  return isReintegration ? steps.filter((step) => step !== "name") : steps;
}

/** Where the dialog begins: with the choice of a way, unless there is none to make. */
export function firstStep(ways: readonly ConnectWay[], isReintegration: boolean): StepName {
  const [only] = ways;
  if (isReintegration && only?.kind !== "manual") return "credentials";
  if (ways.length !== 1 || only === undefined) return "way";
  return stepsOf(only.kind, isReintegration)[1] ?? "way";
}

export function stepAfter(steps: readonly StepName[], step: StepName): StepName {
  return steps[steps.indexOf(step) + 1] ?? step;
}

export function stepBefore(steps: readonly StepName[], step: StepName): StepName | null {
  return steps[steps.indexOf(step) - 1] ?? null;
}

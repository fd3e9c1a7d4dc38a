import { useState } from "react";
import { texts } from "../texts";

/** Runs what a click asks for, one thing at a time, and keeps what went wrong in words. */
export function useAction() {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const run = (action: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(null);
    action()
      .catch((error: unknown) => setProblem(texts.failed(String(error))))
      .finally(() => setBusy(false));
  };
  return { run, isBusy, problem, setProblem };
}

import type { ProposedColumn } from "./columns";
import type { KnownService } from "./known";
import type { SignInStep, Wanted } from "./types";

export type NextPage = { kind: "none" } | { kind: "press"; element: Wanted } | { kind: "scroll" };

/** What has been recorded of a service. */
export interface RecordedService {
  name: string;
  /** What the catalogue knew of it. */
  known: KnownService | null;
  /** Without a sign-in only a person's own browser can read the members. */
  signIn: { page: string; steps: SignInStep[]; signedIn: Wanted } | null;
  members: {
    page: string;
    columns: ProposedColumn[];
    /** What is pressed for the file of them; the page itself shows them when absent. */
    export?: Wanted;
  };
  next: NextPage;
}

/** The same steps once: a page that refuses the first attempt makes people fill it in again. */
export function joined(steps: readonly SignInStep[], further: readonly SignInStep[]): SignInStep[] {
  const known = new Set(steps.map(markOf));
  return [...steps, ...further.filter((step) => !known.has(markOf(step)))];
}

const markOf = (step: SignInStep) => JSON.stringify(step.kind === "press" ? step.element : step.field);

import type { Schemas } from "@/api/types";

type Accepted = Schemas["RequestAccepted"] | Schemas["RequestsAccepted"];

/** What a dry run answers. */
export function asPlanned<Answer>(answer: Answer) {
  return answer as Exclude<Answer, Accepted>;
}

/** What is answered when something was asked for in earnest. */
export function asAccepted<Answer>(answer: Answer) {
  return answer as Extract<Answer, Accepted>;
}

import type { Account } from "../../src/features/account/types";

/** For how many days nobody has used an account; 0 where the service does not tell. */
export function idleDays({ lastActivity }: Account): number {
  return lastActivity === null ? 0 : (Date.now() - Date.parse(lastActivity)) / 86_400_000;
}

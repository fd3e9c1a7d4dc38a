import type { Account } from "./types";

/** Somebody to be added to the directory, with the accounts that are then theirs. */
export interface Newcomer {
  displayName: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  accounts: readonly Account[];
}

/** One newcomer for each e-mail address among the accounts that have no person; an account without address stands for itself. */
export function newcomersOf(accounts: readonly Account[]): Newcomer[] {
  const byAddress = new Map<string, Account[]>();
  for (const account of accounts.filter(({ peopleId }) => peopleId === null)) {
    const address = account.email?.toLowerCase() ?? account.id;
    byAddress.set(address, [...(byAddress.get(address) ?? []), account]);
  }
  return [...byAddress.values()].map((theirs) => {
    const displayName = nameOf(theirs);
    return { displayName, ...splitName(displayName), email: theirs[0]?.email ?? null, accounts: theirs };
  });
}

/** Family and given name: 佐藤 陽菜 begins with the family name, Emma van der Berg ends with it. */
export function splitName(displayName: string): { firstName: string | null; lastName: string | null } {
  const [first, ...rest] = displayName.trim().split(/\s+/);
  if (first === undefined || rest.length === 0) return { firstName: null, lastName: null };
  const others = rest.join(" ");
  return isFamilyFirst(displayName) ? { lastName: first, firstName: others } : { firstName: first, lastName: others };
}

function isFamilyFirst(name: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(name);
}

function nameOf(accounts: readonly Account[]): string {
  const named = accounts.find(({ displayName }) => displayName !== null) ?? accounts[0];
  return named?.displayName ?? named?.email?.split("@")[0] ?? named?.userName ?? named?.id ?? "";
}

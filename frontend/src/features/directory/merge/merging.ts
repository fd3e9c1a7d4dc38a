import type { Identity, ManagementType } from "../types";

/** For each kind of ID: into which kinds an entry of it may be merged. */
const mergeTargets: Record<ManagementType, readonly ManagementType[]> = {
  managed: ["managed"],
  external: ["managed", "external"],
  system: ["managed", "external", "system"],
  unregistered: ["managed", "external", "system"],
  unknown: ["managed", "external", "system", "unregistered"],
};

export function mayMerge(gone: Identity, kept: Identity): boolean {
  return gone.id !== kept.id && mergeTargets[gone.managementType].includes(kept.managementType);
}

/** Which of two entries should stay: the one that may, else the one with more in it. */
export function suggestKept(one: Identity, other: Identity): { kept: Identity; gone: Identity } {
  const oneMayStay = mayMerge(other, one);
  const otherMayStay = mayMerge(one, other);
  const staysOne = oneMayStay === otherMayStay ? weight(one) >= weight(other) : oneMayStay;
  return staysOne ? { kept: one, gone: other } : { kept: other, gone: one };
}

/** The addresses that the kept entry gains. */
export function gainedEmails(gone: Identity, kept: Identity): string[] {
  const known = new Set([kept.primaryEmail, ...kept.secondaryEmails]);
  const all = [gone.primaryEmail, ...gone.secondaryEmails].filter((email) => email !== null);
  return all.filter((email) => !known.has(email));
}

function weight({ employeeId, accountCount }: Identity): number {
  return (employeeId === null ? 0 : 1000) + accountCount;
}

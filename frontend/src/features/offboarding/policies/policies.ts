import type { Policy } from "../types";

const fallback: Policy = { serviceId: null, action: "delete", order: 1, transferTo: "none" };

/** The rule for whatever has none of its own. */
export function defaultPolicy(policies: readonly Policy[]): Policy {
  return policies.find(({ serviceId }) => serviceId == null) ?? fallback;
}

export function ownPolicies(policies: readonly Policy[]): readonly Policy[] {
  return policies.filter(({ serviceId }) => serviceId != null);
}

/** The rules with one of them put in the place of the former for the same service. */
export function withPolicy(policies: readonly Policy[], policy: Policy): Policy[] {
  const isKnown = policies.some(({ serviceId }) => serviceId === policy.serviceId);
  return isKnown
    ? policies.map((each) => (each.serviceId === policy.serviceId ? policy : each))
    : [...policies, policy];
}

export function withoutPolicy(policies: readonly Policy[], serviceId: number): Policy[] {
  return policies.filter((each) => each.serviceId !== serviceId);
}

import { useMutation } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { createPerson } from "@/features/directory/queries";
import { emptyDraft } from "@/features/directory/draft";
import type { EmployeeStatus, EmployeeType } from "@/features/directory/types";
import { setPerson, useRefreshOwnership } from "../queries";
import type { Newcomer } from "../registration";

interface Registration {
  newcomers: readonly Newcomer[];
  employeeStatus: EmployeeStatus | null;
  employeeType: EmployeeType;
}

/**
 * Adds the newcomers to the directory. The server then matches their accounts by e-mail address;
 * accounts without an address are linked here.
 */
export function useRegistration() {
  const organizationId = useOrganizationId();
  const onSettled = useRefreshOwnership();

  const register = async ({ displayName, firstName, lastName, email, accounts }: Newcomer, kind: Kind) => {
    const { peopleId } = await createPerson(organizationId, {
      ...emptyDraft,
      ...kind,
      displayName,
      firstName,
      lastName,
      primaryEmail: email,
    });
    if (email !== null) return;
    for (const { accountId } of accounts) await setPerson(organizationId, accountId, peopleId);
  };

  return useMutation({
    mutationFn: async ({ newcomers, ...kind }: Registration) => {
      for (const newcomer of newcomers) await register(newcomer, kind);
    },
    onSettled,
  });
}

type Kind = Pick<Registration, "employeeStatus" | "employeeType">;

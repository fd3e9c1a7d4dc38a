import type { Account, AccountEvent } from "../src/features/account/types";
import type { CustomField, HistoryItem, Identity } from "../src/features/directory/types";
import { makeAccounts } from "./account/accounts";
import { makePeople } from "./directory/people";

/** The people and accounts of the mock, and what the handlers write into them. */
export interface Ledger {
  people: Identity[];
  accounts: Account[];
  customFields: CustomField[];
  accountEvents: Map<number, AccountEvent[]>;
  history: Map<string, HistoryItem[]>;
  /** For how long a delete is only scheduled. */
  deletionGraceHours: number;
}

export function createLedger(isEmpty: boolean): Ledger {
  const people = isEmpty ? [] : makePeople();
  return {
    people,
    accounts: makeAccounts(people),
    customFields: isEmpty ? [] : structuredClone(customFields),
    accountEvents: new Map(),
    history: new Map(),
    deletionGraceHours: 0,
  };
}

const customFields: CustomField[] = [
  customField(1, "社員証番号", "badge_number", { kind: "number" }),
  customField(2, "Shirt size", "shirt_size", {
    kind: "dropdown",
    configuration: { values: ["S", "M", "L"].map((value) => ({ id: value.toLowerCase(), value })) },
  }),
];

export function customField(
  id: number,
  attributeName: string,
  attributeCode: string,
  more: Partial<CustomField> & Pick<CustomField, "kind">,
): CustomField {
  return {
    id,
    attributeName,
    attributeCode,
    name: attributeName,
    uniqueName: attributeCode,
    configuration: null,
    serviceDetails: null,
    serviceSource: null,
    ...more,
  };
}

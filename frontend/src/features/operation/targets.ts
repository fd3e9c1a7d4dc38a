import type { Texts } from "@/texts";
import type { AccountRef } from "./types";

/** What the account of an operation is called. One that is to be created may have no name yet. */
export function targetOf(account: Partial<AccountRef> | null, texts: Texts["account"]): string {
  return account?.displayName ?? account?.email ?? texts.unnamed;
}

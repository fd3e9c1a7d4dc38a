import type { Texts } from "@/texts";
import type { Named } from "./types";

/** What the account of an operation is called. One that is to be created may have no name yet. */
export function targetOf(account: Named | null, texts: Texts["account"]): string {
  return account?.displayName ?? account?.email ?? account?.userName ?? texts.unnamed;
}

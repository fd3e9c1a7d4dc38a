import type { Texts } from "@/texts";
import type { Account } from "./types";

/** What an account is called: the best that the service tells. */
export function accountName(account: Account, texts: Texts["account"]): string {
  return account.displayName ?? account.email ?? account.userName ?? texts.unnamed;
}

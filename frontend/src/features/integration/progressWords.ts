import { useFormat, useTexts } from "@/texts";
import type { Progress } from "./types";

/** How far a sync is: accounts, requests, time left, as far as they are known. */
export function useProgressWords(progress: Progress | null): string {
  const { sync } = useTexts().integration;
  const format = useFormat();
  if (progress === null) return "";
  const { accounts, totalAccounts, requests, secondsLeft } = progress;
  return [
    totalAccounts === null
      ? sync.accounts(format.number(accounts))
      : sync.accountsOf(format.number(accounts), format.number(totalAccounts)),
    sync.requests(format.number(requests)),
    secondsLeft === null ? undefined : sync.secondsLeft(secondsLeft),
  ]
    .filter(Boolean)
    .join(" · ");
}

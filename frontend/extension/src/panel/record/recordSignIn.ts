import type { SignInMessage } from "../../page/main";
import type { SignInStep } from "../../recipe/types";
import { texts } from "../../texts";
import { addressIn, askForSite, inPage, workingTab } from "../tab";

export interface SignInRecorder {
  /** Where the sign-in began. */
  page: string;
  stop: () => void;
}

/** Watches a sign-in over its pages, until it is stopped. */
export async function recordSignIn(onSteps: (steps: SignInStep[]) => void): Promise<SignInRecorder> {
  const tabId = await workingTab();
  const page = await addressIn(tabId);
  // A sign-in leads over several pages: the right to the first alone would end with it.
  if (!(await askForSite(page))) throw new Error(texts.sync.notAllowed);
  const watch = () => void inPage(tabId, "watchSignIn").catch(() => undefined);
  const onMessage = (message: Partial<SignInMessage>, sender: chrome.runtime.MessageSender) => {
    if (sender.tab?.id === tabId && message.signIn !== undefined) onSteps(message.signIn);
  };
  const onUpdated = (id: number, { status }: chrome.tabs.OnUpdatedInfo) => {
    if (id === tabId && status !== undefined) watch();
  };
  chrome.runtime.onMessage.addListener(onMessage);
  chrome.tabs.onUpdated.addListener(onUpdated);
  await inPage(tabId, "watchSignIn");
  return {
    page,
    stop: () => {
      chrome.runtime.onMessage.removeListener(onMessage);
      chrome.tabs.onUpdated.removeListener(onUpdated);
      void inPage(tabId, "stop").catch(() => undefined);
    },
  };
}

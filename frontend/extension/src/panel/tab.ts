import type { PageTasks } from "../page/main";

/** The tab that somebody is working in: where the panel stands beside a page it is that page, else the one used last. */
export async function workingTab(): Promise<number> {
  const own = await chrome.tabs.getCurrent();
  const tabs = (await chrome.tabs.query({})).filter(({ id, url }) => id !== own?.id && !isOurs(url));
  const [latest] = tabs.toSorted((one, other) => other.lastAccessed - one.lastAccessed);
  if (latest?.id === undefined) throw new Error("no tab");
  return latest.id;
}

const isOurs = (url: string | undefined) => url?.startsWith(chrome.runtime.getURL("")) === true;

type Task = keyof PageTasks;
type Given<Name extends Task> = Parameters<PageTasks[Name]>;
type Result<Name extends Task> = Awaited<ReturnType<PageTasks[Name]>>;

/** Has the page of a tab do something, in the document that is there now. Null when that was replaced meanwhile. */
export async function inPage<Name extends Task>(
  tabId: number,
  name: Name,
  ...given: Given<Name>
): Promise<Result<Name> | null> {
  await chrome.scripting.executeScript({ target: { tabId }, files: ["page.js"] });
  const [answer] = await chrome.scripting.executeScript({
    target: { tabId },
    func: (task: string, values: unknown[]) =>
      (globalThis.daicho as unknown as Record<string, (...values: unknown[]) => unknown>)[task]?.(...values),
    args: [name, given],
  });
  return (answer?.result ?? null) as Result<Name> | null;
}

/** Where the tab is. */
export async function addressIn(tabId: number): Promise<string> {
  const address = await inPage(tabId, "address");
  if (address === null) throw new Error("the page is being replaced");
  return address;
}

/** Asks for the right to work on the pages of a site, and to what else is needed there; has to be called by a click. */
export const askForSite = (
  address: string,
  permissions: chrome.runtime.ManifestOptionalPermission[] = [],
): Promise<boolean> => chrome.permissions.request({ permissions, origins: [`${new URL(address).origin}/*`] });

/** Pages often take a file back as soon as the browser has begun with it. This one keeps its files until it is left. */
export async function keepFilesReadable(tabId: number): Promise<void> {
  await chrome.scripting.executeScript({
    target: { tabId },
    world: "MAIN",
    func: () => {
      URL.revokeObjectURL = () => undefined;
    },
  });
}

/** Goes there and waits until the document has loaded. */
export async function goTo(tabId: number, url: string): Promise<void> {
  const loaded = new Promise<void>((resolve) => {
    const listener = (id: number, { status }: chrome.tabs.OnUpdatedInfo) => {
      if (id !== tabId || status !== "complete") return;
      chrome.tabs.onUpdated.removeListener(listener);
      resolve();
    };
    chrome.tabs.onUpdated.addListener(listener);
  });
  await chrome.tabs.update(tabId, { url });
  await loaded;
}

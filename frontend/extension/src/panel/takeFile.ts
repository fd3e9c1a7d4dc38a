import type { FoundFile, Wanted } from "../recipe/types";
import { PageChanged } from "./pageChanged";
import { addressIn, inPage, keepFilesReadable } from "./tab";

/** For the file to come once its control was pressed, in milliseconds. */
const patience = 30_000;

/** Presses what gives a file, and reads that file with the page's own session; nothing stays among the downloads. */
export async function takeFile(tabId: number, control: Wanted[]): Promise<File> {
  const page = await addressIn(tabId);
  await keepFilesReadable(tabId);
  const download = nextDownload();
  try {
    await inPage(tabId, "press", { group: control });
    const { id, url, finalUrl } = await download.begun;
    const address = finalUrl || url;
    if (!isOfPage(address, page)) throw new PageChanged((say) => say.otherSite(new URL(address).host));
    await discard(id);
    const content = contentOf(await inPage(tabId, "readFile", address));
    return new File([await (await fetch(content)).blob()], nameOf(address));
  } finally {
    download.forget();
  }
}

function contentOf(read: FoundFile | null): string {
  switch (read?.found) {
    case "file":
      return read.what;
    case "refused":
      throw new PageChanged((say) => say.fileRefused(read.status));
    case "too_large":
      throw new PageChanged((say) => say.fileTooLarge(read.megabytes));
    case "unreadable":
      throw new PageChanged((say) => say.fileUnreadable(read.why));
    case undefined:
      throw new PageChanged((say) => say.pageLeft);
  }
}

function nextDownload() {
  let forget = (): void => undefined;
  const begun = new Promise<chrome.downloads.DownloadItem>((resolve, reject) => {
    const timer = setTimeout(() => reject(new PageChanged((say) => say.noFile)), patience);
    chrome.downloads.onCreated.addListener(resolve);
    forget = () => {
      clearTimeout(timer);
      chrome.downloads.onCreated.removeListener(resolve);
    };
  });
  // The press may fail before anybody waits for the file.
  begun.catch(() => undefined);
  return { begun, forget };
}

/** Files that the page made itself, and those of its own site: another one's are none of this extension's. */
function isOfPage(address: string, page: string): boolean {
  const { protocol, origin } = new URL(address);
  return protocol === "data:" || origin === new URL(page).origin;
}

/** It may be whole already, or gone. */
async function discard(id: number): Promise<void> {
  await chrome.downloads.cancel(id).catch(() => undefined);
  await chrome.downloads.removeFile(id).catch(() => undefined);
  await chrome.downloads.erase({ id });
}

/** As its address calls it: what the page made itself has no name there. */
function nameOf(address: string): string {
  const { protocol, pathname } = new URL(address);
  const name = protocol.startsWith("http") ? (pathname.split("/").at(-1) ?? "") : "";
  return name === "" ? "members" : name;
}

import type { Wanted } from "../recipe/types";
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
    if (!isOfPage(address, page)) throw new PageChanged(`the file comes from another site: ${new URL(address).host}`);
    await discard(id);
    const read = await inPage(tabId, "readFile", address);
    if (read === null) throw new PageChanged("the page went away with its file");
    if (read.found === "nothing") throw new PageChanged(read.why);
    return new File([await (await fetch(read.what)).blob()], nameOf(address));
  } finally {
    download.forget();
  }
}

function nextDownload() {
  let forget = (): void => undefined;
  const begun = new Promise<chrome.downloads.DownloadItem>((resolve, reject) => {
    const timer = setTimeout(() => reject(new PageChanged("no file came of the press")), patience);
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

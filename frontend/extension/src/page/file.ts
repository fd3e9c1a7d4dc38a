import type { FoundFile } from "../recipe/types";

/** As much as Daicho takes. */
const largest = 32 * 1024 * 1024;
/** For a whole file, in milliseconds. */
const longest = 120_000;

/** A file that the page itself may read, as text that can leave the page; what is wrong with it is named. */
export async function readFile(address: string): Promise<FoundFile> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(longest) });
    if (!answer.ok) return { found: "refused", status: answer.status };
    const parts: BlobPart[] = [];
    let size = 0;
    const reader = answer.body?.getReader();
    for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
      size += read.value.byteLength;
      if (size > largest) {
        await reader?.cancel();
        return { found: "too_large", megabytes: largest / 1024 / 1024 };
      }
      parts.push(read.value);
    }
    return { found: "file", what: await asText(new Blob(parts)) };
  } catch (error) {
    return { found: "unreadable", why: String(error) };
  }
}

/** A `data:` address: what passes between a page and the panel is text. */
const asText = (file: Blob) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(new Error(String(reader.error)));
    reader.readAsDataURL(file);
  });

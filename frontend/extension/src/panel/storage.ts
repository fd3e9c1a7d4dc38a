/** What a pairing gave this extension. */
export interface Pairing {
  /** The address of the Daicho. */
  server: string;
  key: string;
  organizationId: number;
  organizationName: string;
}

const key = "pairing";

export async function storedPairing(): Promise<Pairing | null> {
  const stored = await chrome.storage.local.get<{ pairing?: Pairing }>(key);
  return stored.pairing ?? null;
}

export async function storePairing(pairing: Pairing | null): Promise<void> {
  if (pairing === null) await chrome.storage.local.remove(key);
  else await chrome.storage.local.set({ [key]: pairing });
}

import { inPage } from "./tab";

/** What somebody may point at. */
export const atTable = (tabId: number) => inPage(tabId, "pointAtTable");
export const atControl = (tabId: number) => inPage(tabId, "pointAtControl");
export const atAnything = (tabId: number) => inPage(tabId, "pointAtAnything");

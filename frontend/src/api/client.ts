import createClient, { type Middleware } from "openapi-fetch";
import { currentLanguage } from "@/texts/language";
import { ApiError } from "./errors";
import type { paths } from "./schema";
import type { Schemas } from "./types";

const csrfCookie = "daicho_csrf";

let whenSignedOut: () => void = () => undefined;

/** Called when an answer says that the session has ended while somebody was working. */
export function onSignedOut(listener: () => void): void {
  whenSignedOut = listener;
}

const requestHeaders: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", currentLanguage());
    if (request.method !== "GET") request.headers.set("X-CSRF-Token", readCookie(csrfCookie));
    return request;
  },
};

export const client = createClient<paths>({ baseUrl: location.origin, fetch: (request) => fetch(request) });
client.use(requestHeaders);

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The body of a good answer; anything else is thrown as an `ApiError`. */
export async function read<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await call.catch(asUnreachable);
  if (response.ok) return data as Data;
  if (response.status === 401 && !response.url.endsWith("/api/v1/session")) whenSignedOut();
  throw ApiError.fromBody(response.status, error);
}

/** The items of a whole list. */
export async function readItems<Item>(call: Promise<Answer<{ items: Item[] }>>): Promise<Item[]> {
  const { items } = await read(call);
  return items;
}

/** One page of a list, with what leads to the next. */
export async function readPage<Item>(call: Promise<Answer<{ items: Item[]; meta: Schemas["ListMeta"] }>>) {
  const { items, meta } = await read(call);
  return { items, nextCursor: meta.nextCursor, totalCount: meta.totalCount };
}

export function readCookie(name: string): string {
  const entry = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${name}=`));
  return decodeURIComponent(entry?.slice(name.length + 1) ?? "");
}

function asUnreachable(error: unknown): never {
  if (error instanceof DOMException && error.name === "AbortError") throw error;
  if (error instanceof SyntaxError) throw new ApiError("unexpected_answer", 200);
  throw ApiError.unreachable();
}

import { client } from "@/api/client";

interface Init {
  params?: { path?: Record<string, string | number>; query?: Record<string, unknown> };
  body?: unknown;
  bodySerializer?: (body: never) => FormData;
  signal?: AbortSignal;
}
type Call = <Data>(path: string, init?: Init) => Promise<{ data?: Data; error?: unknown; response: Response }>;

/** The client without the types of the paths. */
export const plain = client as unknown as Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", Call>;

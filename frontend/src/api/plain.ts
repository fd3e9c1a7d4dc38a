import { client, read } from "./client";

interface Init {
  params?: { path?: Record<string, string | number>; query?: Record<string, unknown> };
  body?: unknown;
  bodySerializer?: (body: never) => FormData;
  signal?: AbortSignal;
}
type Call = <Data>(path: string, init?: Init) => Promise<{ data?: Data; error?: unknown; response: Response }>;

/** The client without the types of the paths. */
export const plain = client as unknown as Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", Call>;

interface ListAnswer<Item> {
  meta: { nextCursor?: string | null; totalCount?: number | null };
  items: Item[];
}

/** One page of a list below the organization. */
export async function readPage<Item>(
  organizationId: number,
  path: string,
  { signal, ...query }: { cursor: string | null; limit: number; signal: AbortSignal } & Record<string, unknown>,
) {
  const { meta, items } = await read(
    plain.GET<ListAnswer<Item>>(inOrganization(path), {
      params: { path: { organizationId }, query: { ...query, cursor: query.cursor ?? undefined } },
      signal,
    }),
  );
  return { items, nextCursor: meta.nextCursor ?? null, totalCount: meta.totalCount ?? null };
}

/** The path of a resource of the organization, as the client takes it. */
export function inOrganization(path: string): string {
  return `/api/v1/organizations/{organizationId}${path}`;
}

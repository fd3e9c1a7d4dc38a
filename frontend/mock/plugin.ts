import { getResponse } from "msw";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { Plugin } from "vite";
import { createHandlers } from "./handlers";

/** Answers the API inside the development and preview servers, so that nothing of the mock can get into the product. */
export function mockApi(): Plugin {
  const handlers = createHandlers(process.env.DAICHO_MOCK === "fresh" ? "fresh" : "ready");
  return {
    name: "daicho-mock-api",
    configureServer: ({ middlewares }) => {
      middlewares.use(answerApi);
    },
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use(answerApi);
    },
  };

  function answerApi(request: IncomingMessage, response: ServerResponse, next: () => void): void {
    if (request.url?.startsWith("/api/") === true) void answer(request, response);
    else next();
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const result = await getResponse(handlers, await toRequest(request));
    response.statusCode = result?.status ?? 404;
    result?.headers.forEach((value, name) => response.appendHeader(name, value));
    if (result?.body) Readable.fromWeb(result.body as ReadableStream).pipe(response);
    else response.end();
  }
}

async function toRequest(request: IncomingMessage): Promise<Request> {
  const method = request.method ?? "GET";
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return new Request(new URL(request.url ?? "/", `http://${request.headers.host ?? "localhost"}`), {
    method,
    headers: Object.entries(request.headers).map(([name, value]) => [name, String(value)] as [string, string]),
    body: method === "GET" || chunks.length === 0 ? undefined : Buffer.concat(chunks),
  });
}

import { Code, Stack } from "@mantine/core";
import { toSearch } from "@/components/DataList/parameters";
import type { PlannedRequest } from "./types";

/** The requests as they would go to the service; the server has masked what is secret. */
export function PlannedRequests({ requests }: { requests: readonly PlannedRequest[] }) {
  return (
    <Stack gap="xs">
      {requests.map((request, index) => (
        <Code key={index} block tabIndex={0}>
          {written(request)}
        </Code>
      ))}
    </Stack>
  );
}

function written({ method, url, query, headers, body }: PlannedRequest): string {
  const search = toSearch(query);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const content = body === undefined || body === null ? [] : ["", textOf(body)];
  return [`${method} ${url}${search === "" ? "" : `?${search}`}`, ...lines, ...content].join("\n");
}

function textOf(body: unknown): string {
  return typeof body === "string" ? body : JSON.stringify(body, null, 2);
}

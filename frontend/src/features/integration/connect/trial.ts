import { client, read } from "@/api/client";
import { ApiError } from "@/api/errors";
import { eventsOf } from "@/api/eventStream";
import type { ServiceRequest, VerifiedTenant, WorkspaceInput } from "../types";

const unprocessable = 422;

/**
 * Tries a login on the pages of the service and tells each step as it is done. Ends early when the server stops talking; the
 * server ends the trial when the signal says that nobody listens any more.
 */
export async function tryOnPages(
  organizationId: number,
  body: WorkspaceInput,
  onStep: (step: ServiceRequest) => void,
  signal: AbortSignal,
): Promise<VerifiedTenant> {
  const path = "/api/v1/organizations/{organizationId}/workspaces/verify/steps";
  const params = { path: { organizationId } };
  const stream = await read(client.POST(path, { params, body, signal, parseAs: "stream" }));
  const requests: ServiceRequest[] = [];
  if (stream !== null) {
    for await (const { name, data } of eventsOf(stream)) {
      if (name === "step") {
        requests.push(data as ServiceRequest);
        onStep(data as ServiceRequest);
      } else if (name === "done") {
        return { ...(data as VerifiedTenant), requests };
      } else if (name === "refused") {
        throw ApiError.fromBody(unprocessable, withRequests(data, requests));
      }
    }
  }
  throw ApiError.unreachable();
}

/** As a refusal that is not told step by step lists them. */
function withRequests(refusal: unknown, requests: readonly ServiceRequest[]) {
  const { errorId, errorDetails } = refusal as { errorId: string; errorDetails: object };
  return { errorId, errorDetails: { ...errorDetails, requests } };
}

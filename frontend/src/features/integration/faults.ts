import { ApiError } from "@/api/errors";
import type { Texts } from "@/texts";
import type { Problem, ServiceRequest } from "./types";

/** What the service itself said, beside the server's words for it. */
export function faultDetail(error: unknown): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const { about } = error.details;
  return typeof about === "string" ? about : undefined;
}

/** The page of the service on which it happened, where there is a picture of it. */
export function faultPicture(error: unknown): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const { picture } = error.details;
  return typeof picture === "string" ? picture : undefined;
}

/** The requests that a failed test made, where the refusal lists them. */
export function faultRequests(error: unknown): readonly ServiceRequest[] {
  if (!(error instanceof ApiError)) return [];
  const { requests } = error.details;
  return Array.isArray(requests) ? (requests as ServiceRequest[]) : [];
}

/** Words for an error of which only the id is known. */
export function faultOf(integration: Texts["integration"], errorId: string): Pick<Problem, "message" | "remedy"> {
  const faults: Readonly<Record<string, Pick<Problem, "message" | "remedy">>> = integration.faults;
  return faults[errorId] ?? integration.faults.other;
}

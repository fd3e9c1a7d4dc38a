import type { Texts } from "@/texts";

export interface FieldRefusal {
  field: string;
  message: string;
}

/** What the server (or the way to it) said instead of an answer. `status` is 0 when no answer came at all. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly errorId: string,
    readonly status: number,
    message = "",
    readonly remedy?: string,
    readonly fields: readonly FieldRefusal[] = [],
    /** All that the server told about it. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  static unreachable(): ApiError {
    return new ApiError("unreachable", 0);
  }

  static fromBody(status: number, body: unknown): ApiError {
    if (!isRecord(body) || typeof body.errorId !== "string") return new ApiError("unexpected_answer", status);
    const details = isRecord(body.errorDetails) ? body.errorDetails : {};
    return new ApiError(
      body.errorId,
      status,
      filledText(details.message) ?? "",
      filledText(details.remedy),
      Array.isArray(details.fields) ? details.fields.filter(isFieldRefusal) : [],
      details,
    );
  }
}

export interface ErrorDescription {
  errorId: string;
  message: string;
  remedy?: string;
  /** To which thing it happened, or what the service said. */
  about?: string;
  /** Under which it is found in the server's log. */
  incident?: string;
}

/** Words for any error. The server's own words win, since they are already in the user's language. */
export function describeError(error: unknown, texts: Texts["errors"]): ErrorDescription {
  if (!(error instanceof ApiError)) return { errorId: "unexpected", message: texts.unexpected };
  const { errorId, message, remedy, details } = error;
  if (message !== "") {
    return { errorId, message, remedy, about: filledText(details.about), incident: filledText(details.incident) };
  }
  if (errorId === "unreachable") return { errorId, message: texts.unreachable, remedy: texts.unreachableRemedy };
  return { errorId, message: texts.unexpectedAnswer(error.status), remedy: texts.unexpectedAnswerRemedy };
}

/** The refusals of single form fields, by the name of the field, as forms take them. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(error.fields.map(({ field, message }) => [field, message]));
}

/** Only what may pass by itself is asked for again. */
export function isWorthRetrying(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isFieldRefusal(value: unknown): value is FieldRefusal {
  return isRecord(value) && typeof value.field === "string" && typeof value.message === "string";
}

function filledText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

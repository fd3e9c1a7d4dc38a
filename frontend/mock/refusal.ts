export interface RefusedField {
  field: string;
  message: string;
}

/** An answer in the shape of the API's errors. */
export function refusal(status: number, errorId: string, message: string, fields?: RefusedField[]): Response {
  return Response.json({ errorId, errorDetails: { message, fields } }, { status });
}

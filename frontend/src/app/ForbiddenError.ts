/** The user's role does not allow a screen. */
export class ForbiddenError extends Error {
  override readonly name = "ForbiddenError";
}

import { describe, expect, it } from "vitest";
import { ApiError, describeError, fieldErrors, isWorthRetrying } from "@/api/errors";
import { en } from "@/texts/en";

const refusedDomain = {
  errorId: "validation_exception",
  errorDetails: {
    message: "The request was refused.",
    remedy: "Correct the fields.",
    fields: [{ field: "organization.primaryDomain", message: "This is not a domain." }],
  },
};

describe("a refusal of the server", () => {
  it("is shown in the server's own words, with its remedy and id", () => {
    expect(describeError(ApiError.fromBody(400, refusedDomain), en.errors)).toEqual({
      errorId: "validation_exception",
      message: "The request was refused.",
      remedy: "Correct the fields.",
    });
  });

  it("names the thing it happened to and the entry of the server's log", () => {
    const body = {
      errorId: "internal_server_error",
      errorDetails: { message: "Broken.", about: "GitHub", incident: "7f3a" },
    };
    expect(describeError(ApiError.fromBody(500, body), en.errors)).toMatchObject({ about: "GitHub", incident: "7f3a" });
  });

  it("tells each form field what is wrong with it", () => {
    expect(fieldErrors(ApiError.fromBody(400, refusedDomain))).toEqual({
      "organization.primaryDomain": "This is not a domain.",
    });
  });

  it("is not asked for again", () => {
    expect(isWorthRetrying(ApiError.fromBody(403, { errorId: "forbidden", errorDetails: {} }))).toBe(false);
  });
});

describe("an answer that is not ours", () => {
  it("says its status", () => {
    const error = ApiError.fromBody(502, "<html>Bad gateway</html>");
    expect(describeError(error, en.errors)).toMatchObject({
      errorId: "unexpected_answer",
      message: en.errors.unexpectedAnswer(502),
    });
    expect(isWorthRetrying(error)).toBe(true);
  });

  it("keeps what it understands of malformed details", () => {
    const error = ApiError.fromBody(400, {
      errorId: "odd",
      errorDetails: { message: 7, fields: [{ field: "a" }, null] },
    });
    expect(error).toMatchObject({ errorId: "odd", message: "", fields: [] });
  });
});

describe("no answer at all", () => {
  it("says that the server cannot be reached", () => {
    expect(describeError(ApiError.unreachable(), en.errors)).toMatchObject({
      errorId: "unreachable",
      message: en.errors.unreachable,
    });
  });
});

describe("a mistake in the page itself", () => {
  it("is named without its inner workings", () => {
    const { message } = describeError(new TypeError("x is undefined"), en.errors);
    expect(message).toBe(en.errors.unexpected);
  });
});

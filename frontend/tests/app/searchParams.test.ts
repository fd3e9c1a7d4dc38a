import { describe, expect, it } from "vitest";
import { keepSearchParams, parseSearchParams, stringifySearchParams } from "@/app/searchParams";

describe("search parameters", () => {
  it("are plain words, repeated for several values", () => {
    expect(stringifySearchParams({ types: ["retired", "unknown"], query: "田中" })).toBe(
      "?types=retired&types=unknown&query=%E7%94%B0%E4%B8%AD",
    );
  });

  it("come back as they were written", () => {
    const search = { types: ["retired", "unknown"], query: "a&b=c+d", open: "97#user@example.com" };
    expect(parseSearchParams(stringifySearchParams(search))).toEqual(search);
  });

  it("leave out what is not set", () => {
    expect(stringifySearchParams({ query: undefined, types: [], sort: "" })).toBe("");
  });

  it("are kept by a list's route, whatever they are", () => {
    expect(keepSearchParams({ twoFa: false, page: 2, types: ["a"], nothing: null })).toEqual({
      twoFa: "false",
      page: "2",
      types: "a",
      nothing: undefined,
    });
  });
});

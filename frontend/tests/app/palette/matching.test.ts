import { describe, expect, it } from "vitest";
import { isWorthSearching, matches } from "@/app/palette/matching";

describe("the command palette", () => {
  it("finds full-width letters by half-width ones, in any case", () => {
    expect(matches("ＡＰＩキー", "api")).toBe(true);
    expect(matches("API keys", "ＡＰＩ")).toBe(true);
  });

  it("asks the server from two letters on, or from one character that is a word", () => {
    expect(isWorthSearching("a")).toBe(false);
    expect(isWorthSearching("ab")).toBe(true);
    expect(isWorthSearching("林")).toBe(true);
    expect(isWorthSearching("  ")).toBe(false);
  });
});

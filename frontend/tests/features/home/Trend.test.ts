import { describe, expect, it } from "vitest";
import { pointsOf } from "@/features/home/Trend";

describe("the way of a number through the past days", () => {
  it("goes from the lowest to the highest value over the whole height", () => {
    expect(pointsOf([10, 20, 15])).toBe("0.0,18.0 28.0,0.0 56.0,9.0");
  });

  it("stays in the middle when nothing changed", () => {
    expect(pointsOf([7, 7])).toBe("0.0,9.0 56.0,9.0");
  });
});

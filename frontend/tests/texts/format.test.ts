import { describe, expect, it } from "vitest";
import { createFormat } from "@/texts/format";

const instant = new Date("2026-11-22T16:30:05Z");

describe("times", () => {
  it("are shown in the organization's time zone", () => {
    expect(createFormat("ja", "Asia/Tokyo").dateTime(instant)).toBe("2026/11/23 01:30:05");
    expect(createFormat("en", "Europe/London").dateTime(instant)).toBe("22 Nov 2026, 16:30:05");
  });

  it("keep days of the calendar as they are", () => {
    expect(createFormat("ja", "America/Los_Angeles").day("2026-11-22")).toBe("2026/11/22");
  });

  it("are told by their distance from now", () => {
    const format = createFormat("en", "UTC");
    expect(format.relative(instant, new Date("2026-11-22T19:29:00Z"))).toBe("2 hours ago");
    expect(format.relative(instant, new Date("2026-11-23T17:00:00Z"))).toBe("yesterday");
    expect(createFormat("ja", "UTC").relative(instant, new Date("2026-11-22T16:33:06Z"))).toBe("3 分前");
    expect(format.relative(instant, new Date("2026-11-22T16:30:53Z"))).toBe("this minute");
    expect(createFormat("ja", "UTC").relative(instant, new Date("2026-11-22T16:29:53Z"))).toBe("1 分以内");
  });
});

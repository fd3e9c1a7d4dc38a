import { expect, test } from "vitest";
import { endOfDay, startOfDay } from "@/features/integration/log/period";

test("a day begins and ends where the organization is", () => {
  expect(startOfDay("2026-11-22", "Asia/Tokyo").toISOString()).toBe("2026-11-21T15:00:00.000Z");
  expect(endOfDay("2026-11-22", "Asia/Tokyo").toISOString()).toBe("2026-11-22T14:59:59.999Z");
  expect(startOfDay("2026-07-01", "America/New_York").toISOString()).toBe("2026-07-01T04:00:00.000Z");
  expect(startOfDay("2026-02-28", "UTC").toISOString()).toBe("2026-02-28T00:00:00.000Z");
  expect(endOfDay("2026-02-28", "UTC").toISOString()).toBe("2026-02-28T23:59:59.999Z");
});

import { describe, expect, it } from "vitest";
import { endOf } from "@/features/alert/mute/span";
import { servicesByType } from "@/features/alert/mute/useMuteAll";
import { accountsByType } from "@/features/alert/queries";
import { alertParameters } from "@/features/alert/query";
import type { Alert } from "@/features/alert/types";

const now = new Date("2026-11-22T03:00:00Z");

describe("the end of a mute", () => {
  it("is so many days from now", () => expect(endOf("30", "", "UTC", now)).toBe("2026-12-22T03:00:00.000Z"));
  it("is the end of the chosen day where the organization is", () =>
    expect(endOf("date", "2026-12-01", "Asia/Tokyo", now)).toBe("2026-12-01T14:59:59.999Z"));
  it("is none for good", () => expect(endOf("forever", "", "UTC", now)).toBeNull());
});

const alert = (type: Alert["type"], id: string | null, serviceId = 1) =>
  ({ type, account: id === null ? null : { id }, service: { id: serviceId } }) as Alert;

describe("a mute of many alerts", () => {
  it("is one request for each type of the accounts", () => {
    const alerts = [alert("retired_account", "2#a"), alert("unknown_account", "2#b"), alert("retired_account", "3#c")];
    expect(accountsByType(alerts)).toEqual([
      ["retired_account", ["2#a", "3#c"]],
      ["unknown_account", ["2#b"]],
    ]);
  });

  it("names the services of what is about no account, each once", () => {
    const alerts = [alert("held_sync", null, 4), alert("held_sync", null, 4), alert("retired_account", "2#a")];
    expect(servicesByType(alerts)).toEqual([["held_sync", [4]]]);
  });
});

it("asks only for what is not muted, unless the muted ones are wanted", () => {
  const nothing = { query: "", sort: null, filters: {} };
  expect(alertParameters({}, nothing).muted).toBe(false);
  expect(alertParameters({ isMuted: true }, nothing).muted).toBe(true);
});

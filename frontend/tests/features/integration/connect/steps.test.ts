import { expect, test } from "vitest";
import type { ConnectWay, WayKind } from "@/features/catalogue/types";
import { firstStep, stepAfter, stepBefore, stepsOf } from "@/features/integration/connect/steps";

const way = (kind: WayKind): ConnectWay => ({
  name: kind,
  kind,
  label: { en: kind, ja: kind },
  fields: [],
  guide: { en: "", ja: "" },
  plan: null,
  scopes: [],
});

test("credentials are tested before anything is saved, where they can be", () => {
  const steps = stepsOf("api_key", false);
  expect(steps.indexOf("test")).toBeLessThan(steps.indexOf("name"));
});

test("replacing credentials asks for no name", () => {
  expect(stepsOf("api_key", true)).toEqual(["way", "credentials", "test", "sync"]);
  expect(stepsOf("oauth2", true)).toEqual(["way", "credentials", "consent", "sync"]);
});

test("a service with a single way begins with that way's first question", () => {
  expect(firstStep([way("api_key")], false)).toBe("credentials");
  expect(firstStep([way("manual")], false)).toBe("name");
  expect(firstStep([way("api_key"), way("manual")], false)).toBe("way");
});

test("walks forward to the end and back to the start", () => {
  const steps = stepsOf("manual", false);
  expect(stepAfter(steps, "way")).toBe("name");
  expect(stepAfter(steps, "accounts")).toBe("accounts");
  expect(stepBefore(steps, "name")).toBe("way");
  expect(stepBefore(steps, "way")).toBeNull();
});

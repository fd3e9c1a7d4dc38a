import { describe, expect, it } from "vitest";
import { allowedPages, furtherPages, mainPages, settingsPages } from "@/app/shell/pages";

const paths = (...args: Parameters<typeof allowedPages>) => allowedPages(...args).map(({ path }) => path);

describe("the navigation", () => {
  it("shows somebody who may only integrate services nothing else", () => {
    const permissions = ["organization:read", "workspaces:read", "workspaces:connect"] as const;
    expect(paths(mainPages, permissions)).toEqual(["/integrations"]);
    expect(paths(settingsPages, permissions)).toEqual([]);
    expect(paths(furtherPages, permissions)).toEqual(["/integrations/catalogue"]);
  });
});

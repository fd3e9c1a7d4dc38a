import { describe, expect, it } from "vitest";
import type { AttentionItem } from "@/api/types";
import { destinationOf, worstFirst } from "@/features/home/attentionItems";

const item = (kind: AttentionItem["kind"], level: AttentionItem["level"], count = 1): AttentionItem => ({
  kind,
  level,
  count,
});

describe("what needs attention", () => {
  it("stands with the worst first, then with what touches more", () => {
    const items = [
      item("no_services", "info"),
      item("failed_sync", "critical", 1),
      item("unknown_accounts", "warning", 8),
      item("retired_accounts", "critical", 17),
    ];
    expect(worstFirst(items).map(({ kind }) => kind)).toEqual([
      "retired_accounts",
      "failed_sync",
      "unknown_accounts",
      "no_services",
    ]);
  });

  it("leads to the retired accounts in one step", () => {
    expect(destinationOf(item("retired_accounts", "critical"))).toEqual({
      to: "/accounts",
      search: { types: "retired" },
    });
  });

  it("leads to the workspace whose sync failed", () => {
    expect(destinationOf({ ...item("failed_sync", "critical"), workspaceId: 3 })).toEqual({
      to: "/integrations",
      search: { open: "3" },
    });
  });
});

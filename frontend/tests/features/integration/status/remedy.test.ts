import { expect, test } from "vitest";
import { remedyOf } from "@/features/integration/status/remedy";
import type { Workspace } from "@/features/integration/types";
import { makeWorkspaces } from "../../../../mock/integration/workspaces";

const [sample] = makeWorkspaces(() => 10);
const workspace = (more: Partial<Workspace>) => ({ ...sample, ...more }) as Workspace;
const failure = (errorId: string) =>
  workspace({ status: "failed", error: { errorId, message: "", remedy: "", detail: "", at: "2026-11-20T00:00:00Z" } });

test("rejected credentials ask for new ones, a passing failure for another try", () => {
  expect(remedyOf(failure("credentials_rejected"))).toBe("reintegrate");
  expect(remedyOf(failure("unavailable"))).toBe("retry");
});

test("a held sync waits for a decision, a paused workspace for being resumed", () => {
  expect(remedyOf(workspace({ status: "held", held: { requestId: "1", vanishing: 9, known: 10 } }))).toBe("decide");
  expect(remedyOf(workspace({ status: "paused" }))).toBe("resume");
});

test("nothing is to be done about a workspace that is well, or kept by hand", () => {
  expect(remedyOf(workspace({ status: "synced" }))).toBeNull();
  expect(remedyOf(workspace({ status: "never", kind: "manual_import" }))).toBeNull();
});

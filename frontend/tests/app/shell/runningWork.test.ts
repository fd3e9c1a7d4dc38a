import { describe, expect, it } from "vitest";
import type { RequestEvent } from "@/api/events";
import { withRequest } from "@/app/shell/runningWork";

const request = (id: number, status: RequestEvent["status"], accounts = 0): RequestEvent => ({
  id,
  kind: "sync",
  status,
  workspaceId: 1,
  workspaceName: "Example",
  serviceName: "Slack",
  progress: { pages: 1, accounts, requests: 1, totalAccounts: null, secondsLeft: null },
  error: null,
});

describe("running work", () => {
  it("keeps its order while its progress changes, and drops what is over", () => {
    const started = [request(1, "running"), request(2, "queued")].reduce(withRequest, []);
    const later = withRequest(started, request(1, "running", 40));
    expect(later.map(({ id, progress }) => [id, progress?.accounts])).toEqual([
      [1, 40],
      [2, 0],
    ]);
    expect(withRequest(later, request(1, "held")).map(({ id }) => id)).toEqual([2]);
  });

  it("never shows what was over when it was first heard of", () => {
    expect(withRequest([], request(3, "finished"))).toEqual([]);
  });
});

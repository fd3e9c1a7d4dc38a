import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { ja } from "../../extension/src/texts/ja";

const pairing = {
  server: "https://daicho.example.com",
  key: "daicho_x",
  organizationId: 1,
  organizationName: "山田商事",
};
const due = { kind: "assisted", status: "synced", nextSynchronizationAt: "2026-01-01T00:00:00Z" };
const club = { ...due, id: 3, serviceName: "勤怠くん", workspaceName: "本社", lastSynchronizationAt: null };

let stored: { pairing?: typeof pairing };
let alarm: (alarm: { name: string }) => void;
const setBadgeText = vi.fn().mockResolvedValue(undefined);
const languages: (string | null)[] = [];

/** A browser in Japanese, and a Daicho behind it. */
beforeEach(() => {
  vi.resetModules();
  stored = {};
  languages.length = 0;
  vi.spyOn(navigator, "language", "get").mockReturnValue("ja-JP");
  vi.stubGlobal("chrome", {
    storage: { local: { get: () => Promise.resolve(stored) } },
    sidePanel: { setPanelBehavior: () => Promise.resolve() },
    alarms: {
      create: () => Promise.resolve(),
      onAlarm: { addListener: (listener: typeof alarm) => (alarm = listener) },
    },
    action: { setBadgeText },
  });
  vi.stubGlobal("fetch", (request: Request) => {
    languages.push(request.headers.get("Accept-Language"));
    const items = request.url.endsWith("/workspaces")
      ? [club, { ...club, id: 4, workspaceName: "大阪", status: "paused" }]
      : [];
    return Promise.resolve(Response.json({ items }));
  });
});

async function openPanel() {
  const { Panel } = await import("../../extension/src/panel/Panel");
  render(
    <MantineProvider>
      <Panel />
    </MantineProvider>,
  );
}

it("the panel asks for the pairing in Japanese", async () => {
  await openPanel();
  expect(await screen.findByText(ja.pairing.lead)).toBeVisible();
  expect(screen.getByRole("button", { name: ja.pairing.submit })).toBeVisible();
});

it("the panel tells in Japanese what is to be read, and asks Daicho in Japanese", async () => {
  stored = { pairing };
  await openPanel();
  expect(await screen.findByRole("heading", { name: ja.home.paired("山田商事") })).toBeVisible();
  expect(await screen.findByRole("button", { name: ja.home.syncLabel("本社") })).toBeVisible();
  expect(screen.getByText("勤怠くん · 本社")).toBeVisible();
  expect(screen.getAllByText(ja.home.due)).toHaveLength(1);
  expect(new Set(languages)).toEqual(new Set(["ja"]));
});

it("the reminder counts what is due, and nothing without a pairing", async () => {
  await import("../../extension/src/background");
  alarm({ name: "due-workspaces" });
  await vi.waitFor(() => expect(setBadgeText).toHaveBeenLastCalledWith({ text: "" }));
  stored = { pairing };
  alarm({ name: "due-workspaces" });
  await vi.waitFor(() => expect(setBadgeText).toHaveBeenLastCalledWith({ text: "1" }));
  expect(languages).toEqual(["ja-JP"]);
});

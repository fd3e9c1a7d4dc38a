import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { PageChanged } from "../../../extension/src/panel/pageChanged";
import { readMembers } from "../../../extension/src/panel/readMembers";
import type { Server, Workspace } from "../../../extension/src/panel/server";
import { SyncRun } from "../../../extension/src/panel/SyncRun";
import * as tab from "../../../extension/src/panel/tab";
import { en } from "../../../extension/src/texts/en";

vi.mock("../../../extension/src/panel/tab");
vi.mock("../../../extension/src/panel/readMembers");

it("a list that breaks off is told to Daicho as a failure, and never as the end", async () => {
  vi.mocked(tab.askForSite).mockResolvedValue(true);
  vi.mocked(tab.workingTab).mockResolvedValue(7);
  vi.mocked(readMembers).mockImplementation(async (_, __, handOver) => {
    await handOver.rows(1, [{ Email: "ann@example.com" }]);
    throw new PageChanged((say) => say.noTable);
  });
  const server = {
    recipe: vi.fn().mockResolvedValue({ address: "https://club.example.com/", members: { by: "table" } }),
    beginSync: vi.fn().mockResolvedValue("run-1"),
    sendPage: vi.fn().mockResolvedValue(undefined),
    failSync: vi.fn().mockResolvedValue(undefined),
    finishSync: vi.fn(),
  };
  const workspace = { id: 3, workspaceName: "Club" } as Workspace;
  render(
    <MantineProvider>
      <SyncRun server={server as unknown as Server} workspace={workspace} onEnd={() => undefined}>
        Club
      </SyncRun>
    </MantineProvider>,
  );
  await userEvent.click(screen.getByRole("button", { name: en.home.syncLabel("Club") }));
  expect(await screen.findByText(en.sync.stopped("no table of members was found"))).toBeVisible();
  expect(server.failSync).toHaveBeenCalledWith("run-1", "no table of members was found");
  expect(server.sendPage).toHaveBeenCalledOnce();
  expect(server.finishSync).not.toHaveBeenCalled();
});

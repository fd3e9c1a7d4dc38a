import { isDue, serverOf } from "./panel/server";
import { storedPairing } from "./panel/storage";

const reminder = "due-workspaces";
const everyMinutes = 60;

void chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
void chrome.alarms.create(reminder, { delayInMinutes: 1, periodInMinutes: everyMinutes });

chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === reminder) void remind();
});

/** How many workspaces a person is to read today stands on the extension's button. */
async function remind(): Promise<void> {
  const pairing = await storedPairing();
  const workspaces =
    pairing === null
      ? []
      : await serverOf(pairing, navigator.language)
          .workspaces()
          .catch(() => []);
  const due = workspaces.filter(isDue).length;
  await chrome.action.setBadgeText({ text: due === 0 ? "" : String(due) });
}

import { hands } from "robot-hands";
import type { FoundRows, PointedTable, SignInStep, Wanted, WantedRows } from "../recipe/types";
import { withinBounds } from "./bounds";
import { untouched } from "./calm";
import { controlAround, describe } from "./describe";
import { readFile } from "./file";
import { pointAt, stopPointing } from "./point";
import { stopWatching, watchSignIn } from "./signIn";
import { headedTable, tableAround } from "./table";

/** What the panel may ask of a page. It runs beside the page's own scripts, which cannot reach it. */
const tasks = {
  ...hands,
  address: () => location.href,
  readRows: (rows: WantedRows): Promise<FoundRows> => untouched(() => withinBounds(hands.readRows(rows))),
  readFile,
  pointAtTable: async (): Promise<PointedTable | null> => {
    const table = await pointAt(tableAround, (pointed) => pointed);
    return table === null ? null : untouched(() => headedTable(table));
  },
  pointAtControl: (): Promise<Wanted | null> => pointAt(controlAround, describe),
  pointAtAnything: (): Promise<Wanted | null> => pointAt((element) => element, describe),
  watchSignIn: () =>
    watchSignIn((steps) => {
      const message: SignInMessage = { signIn: steps };
      void chrome.runtime.sendMessage(message);
    }),
  stop: () => {
    stopPointing();
    stopWatching();
  },
};

export interface SignInMessage {
  signIn: SignInStep[];
}

export type PageTasks = typeof tasks;

declare global {
  var daicho: PageTasks | undefined;
}

globalThis.daicho ??= tasks;

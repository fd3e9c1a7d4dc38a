/** What the extension uses of the robot's functions (`crates/robot/src/page/hands.js`). */
declare module "robot-hands" {
  type Wanted = import("../recipe/types").Wanted;
  type WantedRows = import("../recipe/types").WantedRows;
  type Row = import("../recipe/types").Row;
  type FoundRows = import("../recipe/types").FoundRows;

  export const fields: string;
  export const buttons: string;
  export const links: string;
  export const tables: string;
  export const codeNames: RegExp;
  export function find(wanted: Wanted): Element | null;
  export function namesOf(element: Element): string[];
  export function seenText(element: Element): string;
  export function isSeen(element: Element): boolean;
  export function grid(table: Element): (Element | undefined)[][];
  export function headingOf(cell: Element): string;
  export function isHeading(cell: Element): boolean;
  export const hands: {
    see: (task: { groups: Wanted[][] }) => number;
    press: (task: { group: Wanted[] }) => boolean;
    choose: (task: { group: Wanted[]; options: string[] }) => boolean;
    readRows: (rows: WantedRows) => FoundRows;
    readParts: (task: { parts: [string, string][] }) => Row;
    scroll: (rows: WantedRows) => null;
  };
}

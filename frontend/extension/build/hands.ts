import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const file = fileURLToPath(new URL("../../../crates/robot/src/page/hands.js", import.meta.url));
const names =
  "hands, buttons, codeNames, fields, find, grid, headingOf, isHeading, isSeen, links, namesOf, seenText, tables";

/** The robot's own functions as a module: what is recorded is found by the very code that replays it. */
export function robotHands(): Plugin {
  const id = "robot-hands";
  return {
    name: id,
    resolveId: (wanted) => (wanted === id ? `\0${id}` : null),
    load: (wanted) => (wanted === `\0${id}` ? `${readFileSync(file, "utf8")}\nexport { ${names} };` : null),
  };
}

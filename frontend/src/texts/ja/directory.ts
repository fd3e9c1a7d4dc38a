import type { Texts } from "..";

export const directory: Texts["directory"] = {
  title: "ディレクトリ",
};

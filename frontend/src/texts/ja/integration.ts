import type { Texts } from "..";

export const integration: Texts["integration"] = {
  title: "連携",
};

import type { Texts } from "..";

export const services: Texts["services"] = {
  title: "サービス",
};

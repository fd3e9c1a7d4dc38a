import type { CatalogueService, ConnectWay } from "./types";

/** Open to every service: its accounts can always be kept by hand. */
const byHand: ConnectWay = {
  name: "manual",
  kind: "manual",
  label: { en: "By hand", ja: "手動で登録" },
  fields: [],
  guide: {
    en: "You keep the accounts yourself, by form or CSV. Fitting where there is no connector, or where the plan has no API.",
    ja: "フォームまたはCSVでアカウントを登録します。コネクタがないサービスや、プランでAPIを利用できない場合に使います。",
  },
  plan: null,
  scopes: [],
};

/** The service with every way to integrate it. What its vendor gave up can only be kept by hand. */
export function withAllWays(service: CatalogueService): CatalogueService {
  const ways = service.state === "discontinued" ? [] : service.ways.filter(({ kind }) => kind !== "manual");
  return { ...service, ways: [...ways, byHand] };
}

export function isByHandOnly({ ways }: CatalogueService): boolean {
  return ways.every(({ kind }) => kind === "manual");
}

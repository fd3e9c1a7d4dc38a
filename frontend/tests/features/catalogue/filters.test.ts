import { expect, test } from "vitest";
import { findServices, readFilters } from "@/features/catalogue/filters";
import { catalogue } from "../../../mock/integration/catalogue";

const slugs = (query: string, filters = {}) => findServices(catalogue, query, filters).map(({ slug }) => slug);

test("finds a service by its English, Japanese and former name, in any width and kana", () => {
  expect(slugs("hub")).toEqual(["github"]);
  expect(slugs("サイボウズ")).toEqual(["cybozu-office"]);
  expect(slugs("さいぼうず")).toEqual(["cybozu-office"]);
  expect(slugs("ＧＩＴＨＵＢ")).toEqual(["github"]);
  expect(slugs("g suite")).toEqual(["google-workspace"]);
});

test("needs every word, in any order", () => {
  expect(slugs("workspace google")).toEqual(["google-workspace"]);
  expect(slugs("workspace github")).toEqual([]);
});

test("passes any of the chosen categories, but needs all of the chosen abilities", () => {
  expect(slugs("", { category: ["hr", "accounting"] })).toEqual(["smarthr", "freee-accounting"]);
  expect(slugs("", { capability: ["suspend"], category: ["communication"] })).toEqual(["slack", "zoom"]);
  expect(slugs("", { capability: ["suspend", "delete"], category: ["communication"] })).toEqual(["zoom"]);
});

test("tells integrated services from others", () => {
  const integrated = slugs("", { integrated: ["true"] });
  expect(integrated).toContain("github");
  expect(integrated).not.toContain("okta");
});

test("reads one value and several from the URL alike, and leaves other parameters alone", () => {
  const filters = readFilters({ category: "hr", way: ["oauth2", "api_key"], query: "x" });
  expect(filters).toMatchObject({ category: ["hr"], way: ["oauth2", "api_key"], verification: [] });
  expect(filters).not.toHaveProperty("query");
});

test("finds services by what they tell, and by a plan that they need", () => {
  const withLastActivity = slugs("", { field: ["email", "lastActivity"] });
  expect(withLastActivity).toContain("google-workspace");
  expect(withLastActivity).not.toContain("github");
  const [first, ...others] = catalogue;
  if (first === undefined) throw new Error("the catalogue is empty");
  const business = { ...first, plan: { en: "Business", ja: "ビジネス" } };
  expect(findServices([business, ...others], "", { plan: ["true"] })).toEqual([business]);
});

test("finds services by how many requests a sync makes; what is kept by hand makes none", () => {
  const [few, some, many] = ["few", "some", "many"].map((level) => slugs("", { requests: [level] }));
  expect(few).toContain("google-workspace");
  expect(some).toContain("github");
  expect([...(few ?? []), ...(some ?? []), ...(many ?? [])]).not.toContain("cybozu-office");
});

test("finds services by the days in which they were verified", () => {
  expect(slugs("github", { checked: ["2026-11-20:"] })).toEqual(["github"]);
  expect(slugs("github", { checked: [":2026-11-19"] })).toEqual([]);
});

test("tells the organization's own connectors from those of Daicho", () => {
  const [first, ...others] = catalogue;
  if (first === undefined) throw new Error("the catalogue is empty");
  const own = findServices([{ ...first, own: true }, ...others], "", { own: ["true"] });
  expect(own.map(({ slug }) => slug)).toEqual([first.slug]);
});

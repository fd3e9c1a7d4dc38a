import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  partsOf,
  withAddress,
  withElement,
  withNext,
  withTable,
  type RecipePart,
} from "../../../extension/src/recipe/repair";

const manifest = `manifest: 1
name: Club
base_url: https://club.example.com
ways:
  id_password: {auth: id_password}
robot:
  recipe:
    sign_in:
      - go_to: /login
      # Their own spelling.
      - fill: {in: {field: Login}, with: "{{ id }}"}
      - press: {button: Sign in}
    signed_in: {link: Sign out}
    members:
      - go_to: /members
      - if_there: {press: {button: [Later, 後で]}}
      - wait_for: network_idle
    table:
      columns: {Name: Name}
      next: {press: {button: Next}}
    account: {id: $.Name}
`;

function partNamed(said: string): RecipePart {
  const found = partsOf(manifest).find((part) => part.said.includes(said));
  if (found === undefined) throw new Error(`no part says ${said}`);
  return found;
}

describe("a recipe that broke", () => {
  it("is shown part by part, as a person would do it, in the order in which it is walked", () => {
    expect(partsOf(manifest).map(({ does, said }) => `${does}: ${said}`)).toEqual([
      "go_to: /login",
      "fill: “Login”",
      "press: “Sign in”",
      "signed_in: “Sign out”",
      "go_to: /members",
      "press: “Later” / “後で”",
      "columns: Name",
      "next: “Next”",
    ]);
  });

  it("keeps the condition of a step that is recorded anew", () => {
    const repaired = withElement(manifest, partNamed("Later"), { button: ["not now"] });
    expect(parse(repaired)).toEqual(parse(manifest.replace("{button: [Later, 後で]}", "{button: [not now]}")));
  });

  it("goes to another address, with what follows the path", () => {
    const repaired = withAddress(manifest, partNamed("/members"), "https://club.example.com/app?x=1#/members");
    expect(repaired).toContain("go_to: /app?x=1#/members");
  });

  it("presses another control for its file", () => {
    const exporting = manifest.replace(/ {4}table:[^]*?(?= {4}account)/u, "    download: {press: {button: Export}}\n");
    const part = partsOf(exporting).find(({ does }) => does === "download");
    expect(part?.said).toBe("“Export”");
    expect(part && withElement(exporting, part, { link: ["csv"] })).toContain("link: [ csv ]");
  });

  it("is changed in one element, and keeps everything else", () => {
    const repaired = withElement(manifest, partNamed("Login"), { field: ["user id"] });
    expect(repaired).toContain("# Their own spelling.");
    expect(repaired).toContain('with: "{{ id }}"');
    expect(repaired).toContain("user id");
    expect(parse(repaired)).toEqual(parse(manifest.replace("{field: Login}", "{field: [user id]}")));
  });

  it("gets another control for the next page", () => {
    const next = partsOf(manifest).find(({ kind }) => kind === "next");
    expect(next && withNext(manifest, next, { link: ["weiter"] })).toContain("weiter");
  });

  it("reads other columns, with the fields that follow from them", () => {
    const table = partsOf(manifest).find(({ kind }) => kind === "table");
    const columns = [{ heading: "E-mail", cells: [], field: "email" as const }];
    const repaired = table ? withTable(manifest, table, columns) : "";
    expect(repaired).toContain("E-mail: E-mail");
    expect(repaired).toContain("$['E-mail']");
    expect(repaired).toContain("button: Next");
  });

  it("has no parts when it is no recipe", () => {
    expect(partsOf("manifest: 1\nname: Intranet\n")).toEqual([]);
  });
});

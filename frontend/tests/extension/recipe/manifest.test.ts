import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { joined, type RecordedService } from "../../../extension/src/recipe/draft";
import { manifestOf, slugOf } from "../../../extension/src/recipe/manifest";
import type { SignInStep } from "../../../extension/src/recipe/types";

const columns: RecordedService["members"]["columns"] = [
  { heading: "Name", cells: ["Ann"], field: "display_name" },
  { heading: "E-mail address", cells: ["ann@example.com"], field: "email" },
  { heading: "Status", cells: ["Active"], field: "status" },
  { heading: "Posts", cells: ["3"], field: null },
];

const steps: SignInStep[] = [
  { kind: "other", field: { field: ["company"] }, label: "Company" },
  { kind: "id", field: { field: ["login"] }, label: "Login" },
  { kind: "password", field: { field: ["password"] }, label: "Password" },
  { kind: "press", element: { button: ["sign in"] } },
  { kind: "code", field: { field: ["code"] }, label: "Code" },
  { kind: "press", element: { button: ["verify"] } },
];

const club: RecordedService = {
  name: "Club",
  known: null,
  signIn: { page: "https://id.example.com/login?state=xyz", steps, signedIn: { link: ["sign out"] } },
  members: { page: "https://club.example.com/members?show=all", columns },
  next: { kind: "press", element: { link: ["next"] } },
};

interface Written {
  hosts?: string[];
  base_url: string;
  fields?: { site_url: { default: string } };
  ways?: { id_password: { auth: string; fields: unknown } };
  robot: {
    recipe: {
      sign_in?: unknown[];
      members: unknown[];
      table?: { columns: Record<string, string>; next?: unknown };
      download?: unknown;
      account: Record<string, unknown>;
    };
  };
}

const written = (service: RecordedService) => parse(manifestOf(service)) as Written;

describe("the manifest of what was recorded", () => {
  it("types values where fields were filled in, and sends the code by its own button", () => {
    const { ways, robot } = written(club);
    expect(robot.recipe.sign_in).toEqual([
      { go_to: "https://id.example.com/login" },
      { fill: { in: { field: ["company"] }, with: "{{ field_1 }}" } },
      { fill: { in: { field: ["login"] }, with: "{{ id }}" } },
      { fill: { in: { field: ["password"] }, with: "{{ password }}" } },
      { press: { button: ["sign in"] } },
      { one_time_code: { in: { field: ["code"] }, press: { button: ["verify"] } } },
    ]);
    expect(ways?.id_password).toEqual({ auth: "id_password", fields: { field_1: { label: "Company" } } });
  });

  it("goes to the members below the service's address, and names the host that signs in elsewhere", () => {
    const { base_url, hosts, robot } = written(club);
    expect([base_url, hosts]).toEqual(["https://club.example.com", ["https://id.example.com"]]);
    expect(robot.recipe.members).toEqual([{ go_to: "/members?show=all" }]);
    expect(robot.recipe.table?.next).toEqual({ press: { link: ["next"] } });
  });

  it("reads the columns that were chosen, and tells members apart by their addresses", () => {
    const { table, account } = written(club).robot.recipe;
    expect(Object.keys(table?.columns ?? {})).toEqual(["Name", "E-mail address", "Status"]);
    expect(account).toMatchObject({
      id: "$['E-mail address']",
      email: "$['E-mail address']",
      display_name: "$.Name",
      status: { from: "$.Status", otherwise: "active" },
    });
  });

  it("gets the file where the page gives one, and needs the headings that are read", () => {
    const press = { button: ["csv出力"] };
    const { table, download, account } = written({
      ...club,
      members: { page: "https://club.example.com/members", columns, export: press },
      next: { kind: "scroll" },
    }).robot.recipe;
    expect(table).toBeUndefined();
    expect(download).toEqual({ press, columns: ["Name", "E-mail address", "Status"] });
    expect(account).toMatchObject({ id: "$['E-mail address']", display_name: "$.Name" });
  });

  it("without a sign-in has no way by ID and password", () => {
    const { ways, robot } = written({ ...club, signIn: null });
    expect(ways).toBeUndefined();
    expect(robot.recipe.sign_in).toBeUndefined();
  });

  it("of a site without encryption has its address as a value", () => {
    const { base_url, fields } = written({
      ...club,
      signIn: null,
      members: { page: "http://intranet.example/members", columns },
    });
    expect([base_url, fields?.site_url.default]).toEqual(["{{ site_url }}", "http://intranet.example"]);
  });

  it("has a name that the catalogue's own services do not have", () => {
    expect(slugOf(club)).toBe("club-recorded");
    expect(slugOf({ ...club, name: "勤怠" })).toBe("club-example-com-recorded");
  });
});

describe("a sign-in that is done twice", () => {
  it("is recorded once", () => {
    expect(joined(steps.slice(0, 4), steps.slice(1))).toEqual(steps);
  });
});

import { describe, expect, it } from "vitest";
import {
  factsOf,
  factsOfMembers,
  factsOfSignIn,
  knownAt,
  type KnownService,
} from "../../../extension/src/recipe/known";
import { slugOf } from "../../../extension/src/recipe/manifest";
import { catalogue } from "../../../mock/integration/catalogue";

const waiting = catalogue.filter(({ toBeRecorded }) => toBeRecorded);
const [office] = waiting;
const named = (homepage: string, loginUrl: string | null): KnownService => {
  if (office?.robot == null) throw new Error("the mock has a service that waits to be recorded");
  return { ...office, homepage, robot: { ...office.robot, loginUrl } };
};

describe("a service whose pages are known", () => {
  const services = [
    named("https://www.example.com/product", "https://login.example.net/in"),
    named("https://other.example", null),
  ];
  it("is told by the tab's address: of its sign-in page, or of its web site", () => {
    expect(knownAt(services, "https://login.example.net/in?next=x")).toBe(services[0]);
    expect(knownAt(services, "https://example.com/")).toBe(services[0]);
    expect(knownAt(services, "https://www.other.example/a")).toBe(services[1]);
  });

  it("is not told by any other address", () => {
    for (const address of ["https://elsewhere.test/", "https://evil-login.example.net.test/", "about:blank", ""]) {
      expect(knownAt(services, address)).toBeUndefined();
    }
  });

  it("tells at each step what is known, in the language of the browser, and nothing else", () => {
    const [service] = services;
    if (service?.robot == null) throw new Error("the service has facts");
    const signIn = factsOf(service, factsOfSignIn, "ja");
    expect(signIn.map(({ fact }) => fact)).toEqual(["loginUrl", "fields", "secondFactor"]);
    expect(signIn[1]?.said).toBe(service.robot.fields.join(" · "));
    expect(signIn[2]?.said).toBe(service.robot.secondFactor?.ja);
    expect(factsOf(service, factsOfMembers, "en")[0]?.said).toBe(service.robot.members?.en);
  });

  it("is kept under the catalogue's name for it", () => {
    const members = { page: "https://club.example.com/members", columns: [] };
    const recorded = {
      name: "社内の呼び名",
      known: named("", null),
      signIn: null,
      members,
      next: { kind: "none" } as const,
    };
    expect(slugOf(recorded)).toBe("cybozu-office-recorded");
  });
});

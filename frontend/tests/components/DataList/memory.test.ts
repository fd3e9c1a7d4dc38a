import { beforeEach, describe, expect, it } from "vitest";
import { forgetView, readLayout, readViews, saveView, writeLayout } from "@/components/DataList/memory";

describe("what the browser remembers of a list", () => {
  beforeEach(() => localStorage.clear());

  it("belongs to one user and one list", () => {
    writeLayout(1, "users", { columns: ["name"], density: "compact" });
    expect(readLayout(1, "users")).toEqual({ columns: ["name"], density: "compact" });
    expect(readLayout(2, "users")).toEqual({});
    expect(readLayout(1, "accounts")).toEqual({});
  });

  it("holds named views; a new one of the same name takes the old one's place", () => {
    saveView(1, "accounts", { name: "Leavers", search: { types: "retired" } });
    saveView(1, "accounts", { name: "Leavers", search: { types: ["retired", "on_leave"] } });
    expect(readViews(1, "accounts")).toEqual([{ name: "Leavers", search: { types: ["retired", "on_leave"] } }]);
    expect(forgetView(1, "accounts", "Leavers")).toEqual([]);
  });

  it("is as good as nothing when it cannot be read", () => {
    localStorage.setItem("daicho.layout.1.users", "{broken");
    expect(readLayout(1, "users")).toEqual({});
  });
});

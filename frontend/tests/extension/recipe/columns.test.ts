import { describe, expect, it } from "vitest";
import { proposeColumns } from "../../../extension/src/recipe/columns";

const fieldsOf = (headings: string[], ...rows: string[][]) =>
  proposeColumns({ headings, rows }).map(({ field }) => field);

describe("what the columns of a list say", () => {
  it("is proposed by their headings, in English and in Japanese", () => {
    expect(fieldsOf(["User name", "Full name", "E-mail", "Role"])).toEqual([
      "username",
      "display_name",
      "email",
      "roles",
    ]);
    expect(fieldsOf(["氏名", "メールアドレス", "権限", "ステータス", "社員番号"])).toEqual([
      "display_name",
      "email",
      "roles",
      "status",
      "employee_number",
    ]);
  });

  it("does not depend on case, width and marks beside the words", () => {
    expect(fieldsOf(["ＥＭＡＩＬ ▲", "  user   NAME: "])).toEqual(["email", "username"]);
  });

  it("is told by the cells where they are addresses", () => {
    expect(fieldsOf(["Contact", "Email"], ["ann@example.com", "verified"])).toEqual(["email", null]);
  });

  it("names a field once, and nothing that is not known", () => {
    expect(fieldsOf(["Name", "Member", "", "Posts"])).toEqual(["display_name", null, null, null]);
  });

  it("takes dates only when they begin with the year", () => {
    expect(fieldsOf(["Last login"], ["2026-11-01 10:00"])).toEqual(["last_activity"]);
    expect(fieldsOf(["Last login"], ["3 days ago"])).toEqual([null]);
  });
});

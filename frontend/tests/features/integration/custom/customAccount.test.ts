import { expect, test } from "vitest";
import { refusedFields, toCustomAccount } from "@/features/integration/custom/customAccount";

const blank = { email: "a@example.com", displayName: "", userName: " ", roles: "", licenses: "", twoFa: false };

test("what was left empty is not sent", () => {
  expect(toCustomAccount(blank)).toEqual({
    email: "a@example.com",
    displayName: undefined,
    userName: undefined,
    roles: [],
    licenses: [],
    twoFa: false,
  });
});

test("several roles are separated by commas of any kind", () => {
  expect(toCustomAccount({ ...blank, roles: "管理者、一般, guest，" }).roles).toEqual(["管理者", "一般", "guest"]);
});

test("a refusal of the first account of the list is about the form's field", () => {
  expect(refusedFields({ "create[0].email": "No" })).toEqual({ email: "No" });
});

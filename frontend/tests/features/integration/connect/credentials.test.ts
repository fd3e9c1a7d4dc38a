import { describe, expect, test } from "vitest";
import type { ConnectWay, CredentialField } from "@/features/catalogue/types";
import {
  cleanPaste,
  isAddress,
  missingFields,
  refusedFields,
  valuesToSend,
} from "@/features/integration/connect/credentials";

const field = (name: string, more: Partial<CredentialField> = {}): CredentialField => ({
  name,
  label: { en: name, ja: name },
  example: null,
  secret: true,
  required: true,
  multiline: false,
  ...more,
});

const way: ConnectWay = {
  name: "token",
  kind: "api_key",
  label: { en: "Token", ja: "トークン" },
  fields: [field("token"), field("region", { required: false }), field("key", { multiline: true })],
  guide: { en: "", ja: "" },
  plan: null,
  scopes: [],
};

describe("what is pasted", () => {
  test("loses the white space and invisible characters that copying brings along", () => {
    expect(cleanPaste(field("token"), " \u200Bghp_abc\uFEFF\r\n")).toBe("ghp_abc");
  });

  test("keeps the inner spaces of a password and the lines of a key", () => {
    expect(cleanPaste(field("password"), "abcd efgh ijkl")).toBe("abcd efgh ijkl");
    expect(cleanPaste(field("key", { multiline: true }), "-----BEGIN-----\r\nabc\r\n-----END-----\r\n")).toBe(
      "-----BEGIN-----\nabc\n-----END-----",
    );
  });
});

test("required fields that hold nothing but spaces are missing", () => {
  expect(missingFields(way, { token: "  ", key: "k" })).toEqual(["token"]);
});

test("sends only what was filled in, for the fields of the chosen way", () => {
  expect(valuesToSend(way, { token: "t ", region: "", other: "x", key: "k" })).toEqual({ token: "t", key: "k" });
});

test("a refusal is shown at the field that it is about", () => {
  const refusals = [
    { field: "auth.values.token", message: "No" },
    { field: "settings.baseUrl", message: "Blocked" },
    { field: "workspaceName", message: "Taken" },
  ];
  expect(refusedFields(way, refusals)).toEqual({ token: "No", baseUrl: "Blocked" });
});

test("takes whole web addresses only", () => {
  expect(isAddress("https://git.example.com/api")).toBe(true);
  expect(isAddress("http://127.0.0.1:8080")).toBe(true);
  expect(isAddress("git.example.com")).toBe(false);
  expect(isAddress("javascript:alert(1)")).toBe(false);
});

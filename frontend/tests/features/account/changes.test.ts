import { expect, it } from "vitest";
import { changeWords } from "@/features/account/changes";
import { createFormat } from "@/texts/format";
import { en } from "@/texts/en";
import { ja } from "@/texts/ja";

it("tells each changed field with both values in words", () => {
  const changes = {
    status: ["active", "suspended"],
    roles: [["Member"], ["Member", "Owner"]],
    twoFa: [null, true],
    memo: ["", "Shared device"],
    employeeNumber: ["7", null],
  } as const;
  expect(changeWords(changes, en, createFormat("en", "UTC"))).toEqual([
    "Status: Active → Suspended",
    "Roles: Member → Member, Owner",
    "Two-factor: nothing → On",
    "Memo: nothing → Shared device",
    "Employee number: 7 → nothing",
  ]);
});

it("tells times in the organization's time zone", () => {
  const changes = { createdAt: [null, "2026-11-22T15:30:00Z"] } as const;
  expect(changeWords(changes, ja, createFormat("ja", "Asia/Tokyo"))).toEqual(["作成日時：なし → 2026/11/23 00:30:00"]);
});

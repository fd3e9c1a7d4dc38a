import type { EmployeeStatus, EmployeeType, Identity, ManagementType } from "../../src/features/directory/types";

const familyNames = [
  ["佐藤", "sato"],
  ["鈴木", "suzuki"],
  ["高橋", "takahashi"],
  ["田中", "tanaka"],
  ["伊藤", "ito"],
  ["渡邉", "watanabe"],
  ["山本", "yamamoto"],
  ["中村", "nakamura"],
  ["小林", "kobayashi"],
  ["長谷川", "hasegawa"],
  ["五十嵐", "igarashi"],
  ["Miller", "miller"],
  ["García", "garcia"],
  ["Nguyễn", "nguyen"],
  ["Okafor", "okafor"],
  ["van der Berg", "vanderberg"],
] as const;

const givenNames = [
  ["陽菜", "hina"],
  ["蓮", "ren"],
  ["結衣", "yui"],
  ["大翔", "hiroto"],
  ["葵", "aoi"],
  ["悠真", "yuma"],
  ["さくら", "sakura"],
  ["健太", "kenta"],
  ["美咲", "misaki"],
  ["翔太", "shota"],
  ["直樹", "naoki"],
] as const;

const latinGivenNames = ["Emma", "Liam", "Sofia", "Minh", "Adaeze", "Noah", "Priya"] as const;

const departments = [
  ["開発部", "ソフトウェアエンジニア"],
  ["営業部", "セールスマネージャー"],
  ["マーケティング部", "デザイナー"],
  ["人事部", "採用担当"],
  ["経理部", "経理"],
  ["情報システム部", "セキュリティ担当"],
  ["カスタマーサポート部", "サポート"],
] as const;

const locations = ["東京", "大阪", "福岡", "Remote"] as const;

export function makePeople(): Identity[] {
  return Array.from({ length: 300 }, (_, number) => makePerson(number));
}

function makePerson(number: number): Identity {
  const kind = kindOf(number);
  if (kind === "system") return makeAddress(number);
  const [family, familyLatin] = pick(familyNames, number);
  const isLatin = /^[a-zA-ZÀ-ỹ ]+$/.test(family);
  const [given, givenLatin] = isLatin ? latin(number) : pick(givenNames, number * 5 + 3);
  const [department, jobTitle] = pick(departments, number * 3);
  const status = statusOf(number, kind);
  const domain = kind === "external" ? pick(["partner.example.net", "kaede-design.example.jp"], number) : "example.com";
  const email = kind === "unknown" ? null : `${givenLatin}.${familyLatin}${number > 40 ? number : ""}@${domain}`;
  const started = day(2016, number * 11);
  return {
    ...shared(number, kind, status),
    displayName: isLatin ? `${given} ${family}` : `${family} ${given}`,
    firstName: given,
    lastName: family,
    primaryEmail: email,
    secondaryEmails: number % 23 === 0 && email !== null ? [email.replace("example.com", "example.co.jp")] : [],
    employeeId: kind === "managed" ? `E${String(number + 1).padStart(4, "0")}` : null,
    employeeType: typeOf(number, kind),
    companyName:
      kind === "external" ? pick(["株式会社カエデデザイン", "Northwind Partners"], number) : "Example株式会社",
    department: { name: kind === "managed" ? department : null },
    jobTitle: kind === "managed" ? jobTitle : null,
    workLocation: kind === "managed" ? pick(locations, number) : null,
    lifecycle: {
      contractStartAt: kind === "managed" ? started : null,
      contractEndAt: status === "retired" ? day(2026, 200 + (number % 100)) : null,
      suspensionStartAt: status === "on_leave" ? "2026-09-01" : null,
      suspensionEndAt: status === "on_leave" ? "2027-03-31" : null,
    },
    manager:
      kind === "managed" && number > 6
        ? { id: String(1001 + (number % 7)), displayName: "田中 健太", primaryEmail: null }
        : null,
    customFields: number % 4 === 0 ? { badge_number: 40_000 + number, shirt_size: pick(["S", "M", "L"], number) } : {},
  };
}

function makeAddress(number: number): Identity {
  const name = pick(["info", "billing", "deploy-bot", "all-staff", "meeting-room-3", "security"], number / 25);
  return {
    ...shared(number, "system", "untracked"),
    displayName: name,
    firstName: null,
    lastName: null,
    primaryEmail: `${name}${number}@example.com`,
    secondaryEmails: [],
    employeeId: null,
    employeeType: pick(["group_address", "shared_address", "test_address"], number / 25),
    companyName: null,
    department: { name: null },
    jobTitle: null,
    workLocation: null,
    lifecycle: { contractStartAt: null, contractEndAt: null, suspensionStartAt: null, suspensionEndAt: null },
    manager: null,
    customFields: {},
  };
}

/** What somebody has of whom nothing more is known. */
export const alone = {
  organizationId: 1,
  aliases: [],
  avatar: null,
  costs: [],
  deviceCount: 0,
  hasPresetFieldsUnlinked: false,
  isEmailEditable: true,
  isManager: false,
  isMock: false,
  mergedInto: null,
  mergedPeople: [],
  serviceCount: 0,
  accountCount: 0,
} satisfies Partial<Identity>;

function shared(number: number, managementType: ManagementType, employeeStatus: EmployeeStatus) {
  return {
    id: String(1001 + number),
    peopleId: 1001 + number,
    managementType,
    employeeStatus,
    note: number % 17 === 0 ? "PCは返却済み。最終出社日は人事に確認。" : null,
    ...alone,
    createdAt: `${day(2026, number % 250)}T03:00:00.000Z`,
    updatedAt: `${day(2026, 250 + (number % 70))}T09:30:00.000Z`,
  };
}

function kindOf(number: number): ManagementType {
  if (number % 25 === 24) return "system";
  if (number % 9 === 5) return "external";
  if (number % 37 === 36) return "unknown";
  return number % 60 === 59 ? "unregistered" : "managed";
}

function statusOf(number: number, kind: ManagementType): EmployeeStatus {
  if (kind !== "managed") return "active";
  if (number % 19 === 4) return "retired";
  if (number % 71 === 9) return "on_leave";
  return number % 53 === 7 ? "preactive" : "active";
}

function typeOf(number: number, kind: ManagementType): EmployeeType {
  if (kind === "external") return "collaborator";
  if (kind !== "managed") return kind === "unknown" ? "unknown" : "unregistered";
  if (number < 4) return "board_member";
  return pick(["full_time_employee", "full_time_employee", "contract_employee", "part_time_employee"], number);
}

function latin(number: number): readonly [string, string] {
  const name = pick(latinGivenNames, number);
  return [name, name.toLowerCase()];
}

/** A day some days after the start of a year, as it is written in the API. */
function day(year: number, after: number): string {
  return new Date(Date.UTC(year, 0, 1 + after)).toISOString().slice(0, 10);
}

export function pick<Value>(values: readonly Value[], number: number): Value {
  return values[Math.floor(number) % values.length] as Value;
}

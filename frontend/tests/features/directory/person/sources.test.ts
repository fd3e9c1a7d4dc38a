import { expect, it } from "vitest";
import { sourcesOf } from "@/features/directory/person/sources";

it("knows by field whose word counts", () => {
  const sources = sourcesOf({
    fieldsMetadata: [
      { fieldName: "preset.display_name", sourceOfTruth: { source: "hr_master" } },
      { fieldName: "note", sourceOfTruth: { source: "admina" } },
      { fieldName: "jobTitle", sourceOfTruth: { source: "workspace:7" } },
    ],
  });
  expect([...sources]).toEqual([
    ["displayName", "master"],
    ["note", "admina"],
    ["jobTitle", "service"],
  ]);
});

it("knows nothing before the configuration is there", () => {
  expect(sourcesOf(undefined).size).toBe(0);
});

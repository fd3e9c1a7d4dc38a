import { expect, it } from "vitest";
import { sourcesOf } from "@/features/directory/person/sources";

it("knows by field whose word counts", () => {
  const sources = sourcesOf({
    fieldsMetadata: [
      { fieldName: "preset.display_name", sourceOfTruth: { source: "master" } },
      { fieldName: "preset.note", sourceOfTruth: { source: "admina" } },
      { fieldName: "preset.job_title", sourceOfTruth: { source: "service" } },
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

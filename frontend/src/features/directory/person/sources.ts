import type { FieldConfiguration } from "../types";

/** Who decides the value of a field: this directory, the employee master, or another connected service. */
export type FieldSource = "admina" | "master" | "service";

/** By the name of a field: where its value comes from. A field that is not listed is kept in this directory. */
export function sourcesOf(
  configuration: Pick<FieldConfiguration, "fieldsMetadata"> | undefined,
): ReadonlyMap<string, FieldSource> {
  const entries = configuration?.fieldsMetadata ?? [];
  return new Map(entries.map(({ fieldName, sourceOfTruth }) => [fieldOf(fieldName), kindOf(sourceOfTruth.source)]));
}

/** `preset.display_name` is what forms call `displayName`. */
function fieldOf(name: string): string {
  return name.replace(/^preset\./, "").replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function kindOf(source: string): FieldSource {
  return source === "admina" || source === "master" ? source : "service";
}

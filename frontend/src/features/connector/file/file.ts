import { isMap, isScalar, parseDocument, type YAMLMap } from "yaml";
import type { OwnConnector } from "../types";

const secretWords = ["token", "secret", "password", "private_key", "api_key"];

/**
 * The manifest as somebody else can use it: headed by its name and version, without the values that secret fields have when
 * nothing is entered. A manifest holds nothing else of its organization.
 */
export function exported({ slug, version, manifest }: Pick<OwnConnector, "slug" | "version" | "manifest">): string {
  const document = parseDocument(manifest);
  const ways = document.get("ways");
  const fields = [document.get("fields"), ...(isMap(ways) ? ways.items.map(({ value }) => fieldsOf(value)) : [])];
  const isChanged = fields.map(withoutSecrets).some(Boolean);
  return `${headingOf(slug, version)}\n${isChanged ? document.toString({ lineWidth: 0 }) : manifest}`;
}

const headingOf = (slug: string, version: number) => `# Daicho connector: ${slug}, version ${String(version)}`;

const fieldsOf = (way: unknown) => (isMap(way) ? way.get("fields") : undefined);

/** Says whether there was anything to take out. */
function withoutSecrets(fields: unknown): boolean {
  if (!isMap(fields)) return false;
  return fields.items
    .map(
      ({ key, value }) =>
        isMap(value) && isSecret(String(isScalar(key) ? key.value : key), value) && value.delete("default"),
    )
    .some(Boolean);
}

const isSecret = (name: string, field: YAMLMap) => {
  const said = field.get("secret");
  return typeof said === "boolean" ? said : secretWords.some((word) => name.includes(word));
};

export const fileNameOf = ({ slug, version }: Pick<OwnConnector, "slug" | "version">): string =>
  `${slug}.v${String(version)}.yaml`;

/** A connector as it came in a file. */
export interface ConnectorFile {
  /** Under which it was exported; proposed by the file's name when it was not exported from here. */
  slug: string;
  manifest: string;
}

export function imported(fileName: string, text: string): ConnectorFile {
  const [heading = "", ...lines] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const named = /^# Daicho connector: ([a-z0-9-]+), version \d+$/.exec(heading)?.[1];
  if (named !== undefined) return { slug: named, manifest: lines.join("\n") };
  const proposed = fileName
    .toLowerCase()
    .replace(/\.ya?ml$/, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return { slug: proposed, manifest: [heading, ...lines].join("\n") };
}

import { describe, expect, it } from "vitest";
import { en } from "@/texts/en";
import { ja } from "@/texts/ja";

/** Every text by its path, so that the two languages can be laid side by side. */
function leaves(texts: object, path = ""): [string, unknown][] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "object" && value !== null ? leaves(value, `${path}.${key}`) : [[`${path}.${key}`, value]],
  );
}

const english = new Map(leaves(en));
const japanese = new Map(leaves(ja));

describe("the texts", () => {
  it("exist in both languages", () => {
    expect([...japanese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("are never empty", () => {
    const empty = [...english, ...japanese].filter(([, text]) => typeof text === "string" && text.trim() === "");
    expect(empty).toEqual([]);
  });

  it("are sentences in English and not leftovers of it in Japanese", () => {
    const leftovers = [...japanese].filter(
      ([path, text]) => typeof text === "string" && text === english.get(path) && /[a-z]{3,} [a-z]{3,}/i.test(text),
    );
    expect(leftovers).toEqual([]);
  });
});

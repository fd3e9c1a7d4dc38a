// @vitest-environment node
import { gzipSync } from "node:zlib";
import type { Rolldown } from "vite";
import { build } from "vite";
import { beforeAll, describe, expect, it, vi } from "vitest";

const limit = 200 * 1024;
const beforeAnyScreen = ["src/main.tsx"];
const firstScreens = {
  "sign-in": ["src/features/access/signIn/SignInPage.tsx"],
  home: ["src/app/shell/Shell.tsx", "src/features/home/HomePage.tsx"],
};

let chunks: readonly Rolldown.OutputChunk[];

beforeAll(async () => {
  vi.stubEnv("NODE_ENV", "production");
  const result = (await build({
    mode: "production",
    build: { write: false },
    logLevel: "error",
  })) as Rolldown.RolldownOutput;
  chunks = result.output.filter((file) => file.type === "chunk");
}, 120_000);

describe("the JavaScript before the first screen", () => {
  for (const [screen, modules] of Object.entries(firstScreens)) {
    for (const language of ["en", "ja"]) {
      it(`weighs at most 200 KB for ${screen} in ${language}`, () => {
        const weight = weightOf([...beforeAnyScreen, ...modules, `src/texts/${language}/index.ts`]);
        console.info(`${screen} in ${language}: ${(weight / 1024).toFixed(1)} KB`);
        expect(weight).toBeLessThanOrEqual(limit);
      });
    }
  }

  it("holds no mark of a service", () => {
    const early = reachable([...beforeAnyScreen, ...Object.values(firstScreens).flat()]);
    expect(early.flatMap(({ moduleIds }) => moduleIds).filter((id) => id.includes("simple-icons"))).toEqual([]);
  });
});

describe("the product", () => {
  it("holds nothing of the mock", () => {
    const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
    expect(modules.filter((id) => id.includes("/mock/") || id.includes("node_modules/msw"))).toEqual([]);
  });
});

/** Compressed bytes of the chunks that hold these modules, with all that they import at once. */
function weightOf(modules: readonly string[]): number {
  return reachable(modules).reduce((sum, { code }) => sum + gzipSync(code).length, 0);
}

function reachable(modules: readonly string[]): readonly Rolldown.OutputChunk[] {
  const found = new Set<Rolldown.OutputChunk>();
  const visit = (chunk: Rolldown.OutputChunk | undefined) => {
    if (chunk === undefined || found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports) visit(chunks.find(({ fileName }) => fileName === name));
  };
  for (const module of modules) {
    const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/${module}`)));
    expect(chunk, `a chunk with ${module}`).toBeDefined();
    visit(chunk);
  }
  return [...found];
}

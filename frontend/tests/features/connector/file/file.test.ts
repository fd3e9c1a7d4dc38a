import { describe, expect, it } from "vitest";
import { exported, fileNameOf, imported } from "@/features/connector/file/file";

const plain = "# how we read it\nmanifest: 1\nname: Intranet\nways: {key: {auth: bearer}}\n";

describe("an exported connector", () => {
  it("is headed by its name and version, and else as it was written", () =>
    expect(exported({ slug: "intranet", version: 3, manifest: plain })).toBe(
      `# Daicho connector: intranet, version 3\n${plain}`,
    ));

  it("has no value of a secret field, shared or of a way", () => {
    const manifest = `manifest: 1
name: Intranet # ours
fields: {api_token: {default: t0p}, site: {default: "https://in.example.com"}, pin: {secret: true, default: "1234"}}
ways:
  key:
    fields: {password: {default: hunter2, optional: true}, token_kind: {secret: false, default: bearer}}
    auth: bearer
`;
    const text = exported({ slug: "intranet", version: 1, manifest });
    for (const secret of ["t0p", "1234", "hunter2"]) expect(text).not.toContain(secret);
    for (const kept of ["https://in.example.com", "default: bearer", "# ours", "optional: true"]) {
      expect(text).toContain(kept);
    }
  });

  it("is named after its version", () => expect(fileNameOf({ slug: "intranet", version: 3 })).toBe("intranet.v3.yaml"));
});

describe("an imported file", () => {
  it("goes by the name that it was exported under, and its heading is not kept", () => {
    const text = exported({ slug: "intranet", version: 3, manifest: plain });
    expect(imported("download (1).yaml", text)).toEqual({ slug: "intranet", manifest: plain });
    expect(imported("x.yaml", `\uFEFF${text.replaceAll("\n", "\r\n")}`)).toEqual({ slug: "intranet", manifest: plain });
  });

  it("that was written by hand goes by the name of the file", () =>
    expect(imported("Staff Room.YML", plain)).toEqual({ slug: "staff-room", manifest: plain }));
});

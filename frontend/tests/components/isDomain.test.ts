import { describe, expect, it } from "vitest";
import { isDomain } from "@/components/isDomain";

const refuse = isDomain("no");

describe("a domain", () => {
  it.each(["example.com", "sales.example.co.jp", "例え.jp", "xn--r8jz45g.jp", " example.com "])("may be %s", (name) => {
    expect(refuse(name)).toBeNull();
  });

  it.each(["", "example", "user@example.com", "https://example.com", "-a.com", "a..com", "example.com/"])(
    "may not be %j",
    (name) => {
      expect(refuse(name)).toBe("no");
    },
  );
});

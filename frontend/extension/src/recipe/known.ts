import type { Schemas } from "@/api/types";

/** A service that nothing reads yet, with what the catalogue knows of its pages. */
export type KnownService = Schemas["CatalogueService"];
type Language = keyof Schemas["Bilingual"];

/** The service whose sign-in page or web site this address belongs to. */
export function knownAt(services: readonly KnownService[], address: string): KnownService | undefined {
  const host = hostOf(address);
  if (host === null) return undefined;
  const addressesOf = [
    ({ robot }: KnownService) => robot?.loginUrl ?? null,
    ({ homepage }: KnownService) => homepage,
  ] as const;
  return addressesOf
    .map((addressOf) => services.find((service) => hostOf(addressOf(service)) === host))
    .find((found) => found !== undefined);
}

function hostOf(address: string | null): string | null {
  return address !== null && URL.canParse(address) ? new URL(address).hostname.replace(/^www\./u, "") : null;
}

/** What is known for signing in, or of where the members are; in the words of the catalogue. */
export type Fact = "loginUrl" | "fields" | "secondFactor" | "sso" | "members" | "columns" | "export" | "notes";

export const factsOfSignIn = ["loginUrl", "fields", "secondFactor", "sso", "notes"] as const satisfies Fact[];
export const factsOfMembers = ["members", "columns", "export"] as const satisfies Fact[];

/** Only what is known. */
export function factsOf(
  { robot }: KnownService,
  wanted: readonly Fact[],
  language: Language,
): { fact: Fact; said: string }[] {
  if (!robot) return [];
  return wanted.map((fact) => ({ fact, said: textOf(robot[fact], language) })).filter(({ said }) => said !== "");
}

function textOf(
  value: string | readonly string[] | Schemas["Bilingual"] | null | undefined,
  language: Language,
): string {
  if (!value) return "";
  if (typeof value === "string") return value;
  return "en" in value ? value[language] : value.join(" · ");
}

import { stringify } from "yaml";
import { knownValues, type AccountField, type ProposedColumn } from "./columns";
import type { NextPage, RecordedService } from "./draft";
import type { SignInStep, Wanted } from "./types";

/** The manifest of what was recorded, as the organization keeps it. */
export function manifestOf(service: RecordedService): string {
  const home = new URL(service.members.page);
  const isPlain = home.protocol === "http:";
  const own = (page: string) => addressWithin(page, home.origin);
  const extra = extraFields(service.signIn?.steps ?? []);
  const foreign =
    service.signIn === null ? [] : [new URL(service.signIn.page).origin].filter((at) => at !== home.origin);
  const manifest = {
    manifest: 1,
    name: service.name,
    ...(isPlain && { fields: { site_url: { label: { en: "Site URL", ja: "サイトのURL" }, default: home.origin } } }),
    ...(service.signIn !== null && {
      ways: { id_password: { ...(extra !== null && { fields: extra }), auth: "id_password" } },
    }),
    base_url: isPlain ? "{{ site_url }}" : home.origin,
    ...(foreign.length > 0 && { hosts: foreign }),
    robot: {
      recipe: {
        ...(service.signIn !== null && {
          sign_in: [{ go_to: own(withoutQuery(service.signIn.page)) }, ...signInSteps(service.signIn.steps)],
          signed_in: service.signIn.signedIn,
        }),
        members: [{ go_to: own(service.members.page) }],
        ...whereMembersAre(service),
        account: accountOf(service.members.columns),
      },
    },
  };
  return stringify(manifest, { lineWidth: 0, aliasDuplicateObjects: false });
}

function whereMembersAre({ members: { columns, export: control }, next }: RecordedService) {
  return control === undefined ? { table: tableOf(columns, next) } : { download: fileOf(columns, control) };
}

/** The part of a recipe that gets a file, which has to have the headings that are read. */
export function fileOf(columns: readonly ProposedColumn[], control: Wanted) {
  const read = columns.filter(({ field }) => field !== null);
  return { press: control, columns: read.map(({ heading }) => heading) };
}

/** The table's part of a recipe. */
export function tableOf(columns: readonly ProposedColumn[], next: NextPage) {
  const read = columns.filter(({ field }) => field !== null);
  return { columns: Object.fromEntries(read.map(({ heading }) => [heading, heading])), ...nextOf(next) };
}

export function nextOf(next: NextPage): { next?: unknown } {
  if (next.kind === "none") return {};
  return { next: next.kind === "scroll" ? "scroll" : { press: next.element } };
}

const identities: readonly AccountField[] = ["email", "username", "employee_number", "display_name"];

/** The column that tells one account from all others. */
export function identityOf(columns: readonly ProposedColumn[]): ProposedColumn | undefined {
  return identities
    .map((field) => columns.find((column) => column.field === field))
    .find((found) => found !== undefined);
}

/** What is read of a row: each account field from its column. */
export function accountOf(columns: readonly ProposedColumn[]): Record<string, unknown> {
  const account: Record<string, unknown> = {};
  const identity = identityOf(columns);
  if (identity !== undefined) account["id"] = pathTo(identity.heading);
  for (const { heading, field } of columns) {
    if (field === null) continue;
    const from = pathTo(heading);
    account[field] = field === "status" ? { from, map: statusWords(), otherwise: "active" } : from;
    if (field === "roles") account["role_class"] = { from, map: spelled(knownValues.admin, "admin") };
  }
  return account;
}

const statusWords = () => ({
  ...spelled(knownValues.suspended, "suspended"),
  ...spelled(knownValues.invited, "invited"),
});

/** Words as they begin a cell: small and capital. */
const spelled = (words: readonly string[], meaning: string) =>
  Object.fromEntries(words.flatMap((word) => [word, capital(word)].map((each) => [each, meaning])));

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const pathTo = (heading: string) =>
  /^[\p{L}_][\p{L}\p{N}_]*$/u.test(heading) ? `$.${heading}` : `$['${heading.replace(/['\\]/gu, "\\$&")}']`;

function signInSteps(steps: readonly SignInStep[]) {
  return steps
    .map((step, at) => {
      switch (step.kind) {
        case "press":
          return { press: step.element };
        case "code": {
          const sender = steps[at + 1];
          return { one_time_code: { in: step.field, ...(sender?.kind === "press" && { press: sender.element }) } };
        }
        case "other":
          return { fill: { in: step.field, with: `{{ ${extraName(steps, step)} }}` } };
        default:
          return { fill: { in: step.field, with: `{{ ${step.kind} }}` } };
      }
    })
    .filter((_, at) => !(steps[at]?.kind === "press" && steps[at - 1]?.kind === "code"));
}

const othersOf = (steps: readonly SignInStep[]) => steps.filter(isFurther);

const isFurther = (step: SignInStep): step is Exclude<SignInStep, { kind: "press" }> => step.kind === "other";

const extraName = (steps: readonly SignInStep[], step: SignInStep) =>
  `field_${othersOf(steps).findIndex((each) => each === step) + 1}`;

/** What the sign-in page asks for beside ID and password: a company code, for example. */
function extraFields(steps: readonly SignInStep[]): Record<string, { label: string }> | null {
  const others = othersOf(steps);
  if (others.length === 0) return null;
  return Object.fromEntries(others.map((step) => [extraName(steps, step), { label: step.label }]));
}

/** An address as the recipe names it: below the service's own, or whole. */
function addressWithin(page: string, origin: string): string {
  const { origin: own, pathname, search, hash } = new URL(page);
  return own === origin ? `${pathname}${search}${hash}` : page;
}

const withoutQuery = (page: string) => {
  const { origin, pathname } = new URL(page);
  return origin + pathname;
};

/** A unique name for the connector: small letters, digits and hyphens. */
export function slugOf(service: RecordedService): string {
  if (service.known !== null) return `${service.known.slug}-recorded`.slice(0, 60);
  const words = service.name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-+|-+$/gu, "");
  const host = new URL(service.members.page).hostname.replace(/[^a-z0-9]+/gu, "-");
  return `${words === "" ? host : words}-recorded`.slice(0, 60);
}

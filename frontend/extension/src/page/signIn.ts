import { buttons, codeNames, fields, isSeen, links, namesOf } from "robot-hands";
import type { SignInStep } from "../recipe/types";
import { describe } from "./describe";

/** Tells of each form that is sent: which fields were filled in, and what sent it. What was typed is never looked at. */
export function watchSignIn(tell: (steps: SignInStep[]) => void): void {
  stopWatching();
  const listening = new AbortController();
  stopWatching = () => listening.abort();
  const options = { capture: true, signal: listening.signal };
  addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement)) return;
      const sender = event.submitter ?? form.querySelector<HTMLElement>("[type=submit], button:not([type])");
      tell([...filledIn(form), ...pressed(sender)]);
    },
    options,
  );
  addEventListener(
    "click",
    (event) => {
      const [first] = event.composedPath();
      const control = first instanceof Element ? first.closest(`${buttons}, ${links}`) : null;
      if (control === null || sendsForm(control)) return;
      tell([...filledIn(document.body), ...pressed(control)]);
    },
    options,
  );
}

/** Ends the watching that is under way. */
export let stopWatching: () => void = () => undefined;

const sendsForm = (control: Element) =>
  (control instanceof HTMLButtonElement || control instanceof HTMLInputElement) &&
  control.form !== null &&
  /^(submit|image)$/u.test(control.type);

const pressed = (control: Element | null): SignInStep[] =>
  control === null ? [] : [{ kind: "press", element: describe(control) }];

function filledIn(place: Element): SignInStep[] {
  const inputs = [...place.querySelectorAll<HTMLInputElement>(fields)].filter(isTextField);
  return inputs.map((input) => ({ kind: kindOf(input), field: describe(input), label: namesOf(input)[0] ?? "" }));
}

/** Whether something was typed there; what it is stays in the page. */
const isTextField = (input: Element): input is HTMLInputElement =>
  input instanceof HTMLInputElement &&
  /^(text|email|tel|number|password|search|url)$/u.test(input.type) &&
  input.value !== "" &&
  isSeen(input);

function kindOf(input: HTMLInputElement): "id" | "password" | "code" | "other" {
  if (input.type === "password") return "password";
  if (input.autocomplete === "one-time-code" || namesOf(input).some((name) => codeNames.test(name))) return "code";
  const isIdentity =
    input.type === "email" ||
    /username|email/u.test(input.autocomplete) ||
    namesOf(input).some((name) => /mail|user|login|account|メール|ユーザ|ログイン|アカウント|\bid\b/iu.test(name));
  return isIdentity ? "id" : "other";
}

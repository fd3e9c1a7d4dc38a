import { buttons, fields, find, links, namesOf, seenText } from "robot-hands";
import type { Wanted } from "../recipe/types";

/** Longer texts are content, not names. */
const longestName = 80;

/** How the robot finds this element again: by what a person sees, and by a selector only where that does not lead there. */
export function describe(element: Element): Wanted {
  return candidates(element).find((wanted) => find(wanted) === element) ?? { css: selectorOf(element) };
}

/** What a click on it presses: the control around it. */
export function controlAround(element: Element): Element {
  return element.closest(`${buttons}, ${links}`) ?? element;
}

function candidates(element: Element): Wanted[] {
  const names = [...namesOf(element)].filter((name) => name.length <= longestName);
  if (element.matches(fields)) return names.map((name) => ({ field: [name] }));
  if (element.matches(buttons)) return names.map((name) => ({ button: [name] }));
  if (element.matches(links)) return names.map((name) => ({ link: [name] }));
  const text = seenText(element);
  return text !== "" && text.length <= longestName ? [{ text: [text] }] : [];
}

/** The shortest path of ids and places that leads to this element alone. */
export function selectorOf(element: Element): string {
  const parts: string[] = [];
  for (let at: Element | null = element; at !== null && at !== document.documentElement; at = at.parentElement) {
    parts.unshift(partOf(at));
    const selector = parts.join(" > ");
    if (document.querySelectorAll(selector).length === 1) return selector;
  }
  return parts.join(" > ");
}

function partOf(element: Element): string {
  if (element.id !== "" && !/\d{3}/u.test(element.id)) return `#${CSS.escape(element.id)}`;
  const alike = [...(element.parentElement?.children ?? [])].filter((each) => each.localName === element.localName);
  return alike.length > 1 ? `${element.localName}:nth-of-type(${alike.indexOf(element) + 1})` : element.localName;
}

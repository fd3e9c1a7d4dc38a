/** Lets a person point at something on the page: it is outlined under the pointer, and a click chooses instead of pressing. */
export function pointAt<Chosen>(
  outlined: (under: Element) => Element | null,
  choose: (element: Element) => Chosen,
): Promise<Chosen | null> {
  stopPointing();
  return new Promise((resolve) => {
    const frame = document.createElement("div");
    frame.style.cssText =
      "all: initial; position: fixed; pointer-events: none; z-index: 2147483647; outline: 3px solid #3b5bdb; background: rgb(59 91 219 / 12%); border-radius: 3px";
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    const end = (chosen: Chosen | null) => {
      listening.abort();
      frame.remove();
      resolve(chosen);
    };
    stopPointing = () => end(null);
    const under = (event: Event) => {
      const [first] = event.composedPath();
      return first instanceof Element ? outlined(first) : null;
    };
    const swallow = (event: Event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    addEventListener(
      "mousemove",
      (event) => {
        const box = under(event)?.getBoundingClientRect();
        frame.style.display = box === undefined ? "none" : "block";
        if (box === undefined) return;
        Object.assign(frame.style, {
          left: px(box.left),
          top: px(box.top),
          width: px(box.width),
          height: px(box.height),
        });
      },
      options,
    );
    for (const kind of ["mousedown", "mouseup", "pointerdown", "pointerup"]) addEventListener(kind, swallow, options);
    addEventListener(
      "click",
      (event) => {
        swallow(event);
        const element = under(event);
        if (element !== null) end(choose(element));
      },
      options,
    );
    addEventListener("keydown", (event) => event.key === "Escape" && end(null), options);
    document.documentElement.append(frame);
  });
}

/** Ends the pointing that is under way, with nothing chosen. */
export let stopPointing: () => void = () => undefined;

const px = (length: number) => `${length}px`;

import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

/** What browsers have and jsdom lacks. */
class NoObserver {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
}

class SilentEventSource extends EventTarget {
  close = () => undefined;
}

if (typeof window !== "undefined") {
  vi.stubGlobal("ResizeObserver", NoObserver);
  vi.stubGlobal("EventSource", SilentEventSource);
  vi.stubGlobal("matchMedia", () =>
    Object.assign(new EventTarget(), { matches: false, addListener: () => undefined, removeListener: () => undefined }),
  );
  // A window that is large enough for the virtual rows of a list to be drawn.
  Object.defineProperty(HTMLElement.prototype, "offsetHeight", { value: 800 });
  Object.defineProperty(HTMLElement.prototype, "offsetWidth", { value: 1280 });
  HTMLElement.prototype.scrollIntoView = () => undefined;
  window.scrollTo = () => undefined;
  Object.defineProperty(document, "fonts", { value: new EventTarget() });
  // Screens load in parts; a busy machine needs more than the usual second for it.
  configure({ asyncUtilTimeout: 30_000 });
  afterEach(cleanup);
}

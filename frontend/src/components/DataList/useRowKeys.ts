import { useHotkeys } from "@mantine/hooks";
import { useEffect, useRef, type RefObject } from "react";

interface RowKeys {
  scroller: RefObject<HTMLElement | null>;
  active: number;
  count: number;
  reveal: (index: number) => void;
  onActivate: (index: number) => void;
}

/** `j` and `k` walk the rows: the row's button gets the focus, so that Enter opens it. */
export function useRowKeys({ scroller, active, count, reveal, onActivate }: RowKeys): void {
  const wanted = useRef<number | null>(null);

  const walk = (by: 1 | -1) => {
    const isAtStart = scroller.current?.contains(document.activeElement) !== true && active === 0 && by === 1;
    const index = isAtStart ? 0 : active + by;
    if (index < 0 || index >= count) return;
    wanted.current = index;
    reveal(index);
    onActivate(index);
    focusRow(scroller.current, index);
  };

  useEffect(() => {
    if (wanted.current === null) return;
    if (focusRow(scroller.current, wanted.current)) wanted.current = null;
  });

  useHotkeys([
    ["j", () => walk(1)],
    ["k", () => walk(-1)],
  ]);
}

function focusRow(scroller: HTMLElement | null, index: number): boolean {
  const button = scroller?.querySelector<HTMLElement>(`[data-index="${index}"] [data-opener]`);
  button?.focus({ preventScroll: true });
  return button !== null && button !== undefined;
}

/**
 * Which rows of a long list stand in sight, so that only these are in the document. All rows are equally high. The view is drawn again only
 * when it has moved by a few rows, not at each pixel.
 */
import { useLayoutEffect, useState, type RefObject } from "react";

export interface RowWindow {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
}

/** Rows drawn beyond each edge, so that a quick turn of the wheel finds them there. */
const margin = 6;
/** The view moves in steps of so many rows. */
const step = 4;

export function windowOf(scrolled: number, seen: number, rowHeight: number, count: number): RowWindow {
  const top = Math.floor(Math.max(0, scrolled) / rowHeight);
  const bottom = Math.ceil(Math.max(0, scrolled + seen) / rowHeight);
  const first = Math.max(0, Math.floor((top - margin) / step) * step);
  const end = Math.ceil((bottom + margin) / step) * step;
  return { first: Math.min(first, Math.max(0, count - 1)), end: Math.min(end, count) };
}

/** `list` is where the first row begins, somewhere inside `scroller`; both may be the same place on the page. */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
  rowHeight: number,
  count: number,
): RowWindow {
  const [range, setRange] = useState<RowWindow>(() => windowOf(0, 800, rowHeight, count));
  useLayoutEffect(() => {
    const outer = scroller.current;
    const inner = list.current;
    if (!outer || !inner) return;
    // Read once for each frame: the place of the list within the scroller changes with what stands above it.
    const look = (): void => {
      const above = inner.getBoundingClientRect().top - outer.getBoundingClientRect().top;
      const next = windowOf(-above, outer.clientHeight, rowHeight, count);
      setRange((known) => (known.first === next.first && known.end === next.end ? known : next));
    };
    look();
    outer.addEventListener("scroll", look, { passive: true });
    const sizes = new ResizeObserver(look);
    sizes.observe(outer);
    return () => {
      outer.removeEventListener("scroll", look);
      sizes.disconnect();
    };
  }, [scroller, list, rowHeight, count]);
  return range.end > count ? { first: Math.min(range.first, Math.max(0, count - 1)), end: count } : range;
}

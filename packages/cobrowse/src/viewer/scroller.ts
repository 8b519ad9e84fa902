/** What a wheel or a finger over an element of the picture scrolls. */
import { around } from "../pointing/frames.ts";

/** The nearest that scrolls that way, out of frames too, else the page. */
export function scrollerOf(from: Element, page: Document, deltaX: number, deltaY: number): Element {
  const last = page.scrollingElement ?? page.documentElement;
  for (let each: Element | null = from; each && each !== last; each = around(each, page)) {
    const { overflowX, overflowY } = getComputedStyle(each);
    const isFrame = each === each.ownerDocument.scrollingElement;
    const scrolls = (overflow: string): boolean => (isFrame ? overflow !== "hidden" : /auto|scroll/.test(overflow));
    if (deltaY && each.scrollHeight > each.clientHeight && scrolls(overflowY)) return each;
    if (deltaX && each.scrollWidth > each.clientWidth && scrolls(overflowX)) return each;
  }
  return last;
}

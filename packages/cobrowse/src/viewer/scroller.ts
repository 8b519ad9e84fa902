/** What a wheel or a finger over an element of the picture scrolls. */

/** The nearest that scrolls that way, else the page. */
export function scrollerOf(from: Element, deltaX: number, deltaY: number): Element {
  const page = from.ownerDocument.scrollingElement ?? from.ownerDocument.documentElement;
  for (
    let each: Element | null = from;
    each && each !== page;
    each = each.parentElement ?? (each.getRootNode() as ShadowRoot).host ?? null
  ) {
    const { overflowX, overflowY } = getComputedStyle(each);
    if (deltaY && each.scrollHeight > each.clientHeight && /auto|scroll/.test(overflowY)) return each;
    if (deltaX && each.scrollWidth > each.clientWidth && /auto|scroll/.test(overflowX)) return each;
  }
  return page;
}

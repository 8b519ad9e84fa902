/**
 * The agent's button held over the picture: a scrollbar, a finger that scrolls, or a drag for the page. A press that does not move is a
 * click, and none of this.
 */
import type { Point } from "../pointing/stroke.ts";
import type { ViewerCommand } from "../stream/commands.ts";
import { around, placeInside } from "../pointing/frames.ts";
import { scrollerOf } from "./scroller.ts";

/** Less is a hand that shakes. */
const dragPx = 5;

export interface Hit {
  readonly element: Element;
  readonly anchor: { readonly id: number; readonly x: number; readonly y: number };
}

export interface PressOptions {
  readonly glass: HTMLElement;
  isOn(): boolean;
  hit(event: MouseEvent): Hit | null;
  /** The document of the picture. */
  page(): Document | null;
  scrollTo(scroller: Element, x: number, y: number): void;
  send(command: ViewerCommand): void;
}

/** `wasDrag`: the click that follows belongs to it. */
export function createPress({ glass, isOn, hit, page, scrollTo, send }: PressOptions): { wasDrag(): boolean } {
  let begun: { event: PointerEvent; hit: Hit } | null = null;
  let how: "drag" | "scroll" | null = null;
  let scrolled: { element: Element; x: number; y: number; factorX: number; factorY: number } | null = null;
  let isDone = false;

  function begin(event: PointerEvent): void {
    isDone = false;
    how = scrolled = null;
    begun = null;
    const found = isOn() && event.isPrimary && event.button === 0 ? hit(event) : null;
    if (!found) return;
    begun = { event, hit: found };
    scrolled = barAt(found.element, page()!, { x: event.offsetX, y: event.offsetY });
    if (scrolled) how = "scroll";
    else if (isSlider(found.element)) start(found);
    if (how) glass.setPointerCapture(event.pointerId);
  }

  function start(found: Hit): void {
    how = "drag";
    send({ type: "drag", ...found.anchor, phase: 0 });
  }

  function move(event: PointerEvent): void {
    if (!begun || !isOn()) return;
    const [dx, dy] = [event.offsetX - begun.event.offsetX, event.offsetY - begun.event.offsetY];
    if (!how && Math.hypot(dx, dy) > dragPx) {
      glass.setPointerCapture(event.pointerId);
      if (event.pointerType === "touch") {
        const element = scrollerOf(begun.hit.element, page()!, dx, dy);
        scrolled = { element, x: element.scrollLeft, y: element.scrollTop, factorX: -1, factorY: -1 };
        how = "scroll";
      } else start(begun.hit);
    }
    if (how === "scroll" && scrolled)
      scrollTo(scrolled.element, scrolled.x + dx * scrolled.factorX, scrolled.y + dy * scrolled.factorY);
    const found = how === "drag" ? hit(event) : null;
    if (found) send({ type: "drag", ...found.anchor, phase: 1 });
  }

  function end(event: PointerEvent): void {
    if (how === "drag" && begun) send({ type: "drag", ...(hit(event) ?? begun.hit).anchor, phase: 2 });
    isDone = how !== null;
    begun = how = scrolled = null;
  }

  glass.addEventListener("pointerdown", begin);
  glass.addEventListener("pointermove", move);
  glass.addEventListener("pointerup", end);
  glass.addEventListener("pointercancel", end);
  return { wasDrag: () => isDone };
}

function isSlider(element: Element): boolean {
  return element.localName === "input" && (element as HTMLInputElement).type === "range";
}

/** The scrollbar there, if there is one, and how far its content goes for each pixel of it. */
function barAt(
  element: Element,
  page: Document,
  at: Point,
): { element: Element; x: number; y: number; factorX: number; factorY: number } | null {
  for (let each: Element | null = element; each; each = around(each, page)) {
    const isPage = each === each.ownerDocument.scrollingElement;
    const { x, y } = placeInside(each, page, at);
    const box = each.getBoundingClientRect();
    // What is shown elsewhere than the element that it belongs to (a dialog) is not on that one's bars.
    if (!isPage && (x < box.left || x >= box.right || y < box.top || y >= box.bottom)) continue;
    const { clientLeft, clientTop, clientWidth, clientHeight, scrollWidth, scrollHeight } = each;
    const [right, bottom] = isPage
      ? [clientWidth, clientHeight]
      : [box.left + clientLeft + clientWidth, box.top + clientTop + clientHeight];
    const isVertical = x >= right && scrollHeight > clientHeight;
    const isHorizontal = y >= bottom && scrollWidth > clientWidth;
    if (isVertical || isHorizontal)
      return {
        element: each,
        x: each.scrollLeft,
        y: each.scrollTop,
        factorX: isVertical ? 0 : scrollWidth / clientWidth,
        factorY: isVertical ? scrollHeight / clientHeight : 0,
      };
  }
  return null;
}

/**
 * Frames of the same site, seen from the page that they stand in: where an element in one of them is in the page, and what is at a place of
 * the page. Turned and skewed frames are taken as if they were not. Used on both sides. Spec: VIS-03, VIS-08.
 */
import type { Box, Point } from "./stroke.ts";

/** The frame in which the node's document is shown; `null` in the page itself. */
export function frameAround(node: Node, page: Document): HTMLElement | null {
  const document = node.ownerDocument ?? (node as Document);
  return document === page ? null : ((document.defaultView?.frameElement as HTMLElement | null) ?? null);
}

/** Where the frame shows its document, and at which scale. */
function contentOf(frame: HTMLElement): Box & { readonly scale: number } {
  const { left, top, width } = frame.getBoundingClientRect();
  const { clientLeft, clientTop, clientWidth, clientHeight, offsetWidth } = frame;
  const scale = offsetWidth > 0 && width > 0 ? width / offsetWidth : 1;
  const style = getComputedStyle(frame);
  const [up, right, down, start] = [style.paddingTop, style.paddingRight, style.paddingBottom, style.paddingLeft].map(
    Number.parseFloat,
  ) as [number, number, number, number];
  return {
    left: left + (clientLeft + start) * scale,
    top: top + (clientTop + up) * scale,
    width: (clientWidth - start - right) * scale,
    height: (clientHeight - up - down) * scale,
    scale,
  };
}

/** A box of the node's document, in the page's pixels. */
function outwards(node: Node, page: Document, { left, top, width, height }: Box): Box {
  for (let frame = frameAround(node, page); frame; frame = frameAround(frame, page)) {
    const content = contentOf(frame);
    left = content.left + left * content.scale;
    top = content.top + top * content.scale;
    width *= content.scale;
    height *= content.scale;
  }
  return { left, top, width, height };
}

/** The element's box, in the page's pixels. */
export function boxIn(element: Element, page: Document): Box {
  return outwards(element, page, element.getBoundingClientRect());
}

/** A place of the node's document, in the page's pixels. */
export function placeOutside(node: Node, page: Document, { x, y }: Point): Point {
  const { left, top } = outwards(node, page, { left: x, top: y, width: 0, height: 0 });
  return { x: left, y: top };
}

/** A place of the page, as it is counted in the node's document. */
export function placeInside(node: Node, page: Document, place: Point): Point {
  const frame = frameAround(node, page);
  if (!frame) return place;
  const { left, top, scale } = contentOf(frame);
  const { x, y } = placeInside(frame, page, place);
  return { x: (x - left) / scale, y: (y - top) / scale };
}

/** A place of the page that the element's frames may not show: then at their edge towards it. */
export function cutByFrames(element: Element, page: Document, { x, y }: Point): Point {
  for (let frame = frameAround(element, page); frame; frame = frameAround(frame, page)) {
    const { left, top, width, height } = outwards(frame, page, contentOf(frame));
    x = Math.max(left, Math.min(left + width, x));
    y = Math.max(top, Math.min(top + height, y));
  }
  return { x, y };
}

/** What is there, into open shadow roots and those frames that `isOpen`. */
export function elementAt(page: Document, { x, y }: Point, isOpen: (inner: Document) => boolean): Element | null {
  let element: Element | null = null;
  let root: Document | ShadowRoot | null = page;
  while (root) {
    const found: Element | null = root.elementFromPoint(x, y);
    if (!found || found === element) break;
    element = found;
    root = found.shadowRoot;
    const inner: Document | null = found.localName === "iframe" ? (found as HTMLIFrameElement).contentDocument : null;
    if (!inner || !isOpen(inner)) continue;
    const { left, top, scale } = contentOf(found as HTMLElement);
    [x, y] = [(x - left) / scale, (y - top) / scale];
    root = inner;
  }
  return element;
}

/** What the element stands in, out of shadow roots and frames. */
export function around(element: Element, page: Document): Element | null {
  return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? frameAround(element, page);
}

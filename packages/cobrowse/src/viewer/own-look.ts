/**
 * The agent's own look at the picture: with the customer, whose scrolling and pointer the view follows, or free, by wheel, finger and keys,
 * which moves nothing of the customer's. While the agent acts on the page the view always follows.
 */
import type { ViewerMode } from "../types.ts";
import type { Picture } from "./picture.ts";
import { scrollerOf } from "./scroller.ts";

export interface OwnLook {
  readonly isFollowing: boolean;
  setFollow(isOn: boolean): void;
  setMode(mode: ViewerMode): void;
  /** The customer's pointer, in pixels of the page. */
  showMouse(x: number, y: number): void;
}

interface Options {
  readonly glass: HTMLElement;
  /** Scrolls where the picture is larger than the window. */
  readonly frame: HTMLElement;
  picture(): Picture | null;
  at(x: number, y: number): Element | null;
}

const stepPx = 60;
/** The pointer is kept so far from the edge. */
const marginPx = 60;
const keys: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function createOwnLook({ glass, frame, picture, at }: Options): OwnLook {
  let isWanted = true;
  let mode: ViewerMode = "look";
  const isFollowing = (): boolean => isWanted || mode === "control";

  function move(from: Element, x: number, y: number): void {
    scrollerOf(from, picture()!.iframe.contentDocument!, x, y).scrollBy({ left: x, top: y, behavior: "instant" });
  }

  glass.addEventListener(
    "wheel",
    (event) => {
      if (isFollowing() || event.ctrlKey) return;
      const under = at(event.offsetX, event.offsetY);
      if (!under) return;
      event.preventDefault();
      move(under, event.deltaX, event.deltaY);
    },
    { passive: false },
  );
  // The pen and the laser have the keys for themselves.
  glass.addEventListener("keydown", (event) => {
    if (mode !== "look" || event.ctrlKey || event.metaKey || event.altKey) return;
    const pagePx = frame.clientHeight * 0.9;
    const [x, y] = keys[event.key] ?? [];
    const by =
      x !== undefined
        ? { x: x * stepPx, y: y! * stepPx }
        : event.key === "PageDown" || (event.key === " " && !event.shiftKey)
          ? { x: 0, y: pagePx }
          : event.key === "PageUp" || event.key === " "
            ? { x: 0, y: -pagePx }
            : null;
    if (!by) return;
    event.preventDefault();
    const page = picture()?.iframe.contentDocument?.documentElement;
    if (isFollowing() || !page) return frame.scrollBy({ left: by.x, top: by.y, behavior: "instant" });
    const before = [frame.scrollLeft, frame.scrollTop].join();
    frame.scrollBy({ left: by.x, top: by.y, behavior: "instant" });
    // At the edge of what the customer's window shows: on in the page itself.
    if ([frame.scrollLeft, frame.scrollTop].join() === before) move(page, by.x, by.y);
  });

  return {
    get isFollowing() {
      return isFollowing();
    },
    setFollow(isOn) {
      isWanted = isOn;
      if (isFollowing()) picture()?.follow();
    },
    setMode(to) {
      mode = to;
      if (isFollowing()) picture()?.follow();
    },
    showMouse(x, y) {
      if (!isFollowing()) return;
      const { scrollLeft, scrollTop, clientWidth, clientHeight, scrollWidth, scrollHeight } = frame;
      if (scrollWidth <= clientWidth && scrollHeight <= clientHeight) return;
      const near = (place: number, from: number, length: number): number => {
        const margin = Math.min(marginPx, length / 3);
        return place < from + margin ? place - margin : place > from + length - margin ? place - length + margin : from;
      };
      frame.scrollTo({
        left: near(x, scrollLeft, clientWidth),
        top: near(y, scrollTop, clientHeight),
        behavior: "instant",
      });
    },
  };
}

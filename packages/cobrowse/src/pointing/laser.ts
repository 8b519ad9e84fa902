/**
 * The agent's laser: a mark at a fraction of an element's box, so that it points at the same thing whatever the window's
 * size or scroll (VIS-08); and the frame around an element that waits for the customer's click (VIS-06).
 */
import { cutByFrames } from "./frames.ts";
import type { Overlay } from "./overlay.ts";

const fadeAfterMs = 3000;

export interface Laser {
  /** Fractions of the element's box. Fades by itself when not shown anew. */
  show(target: Element, x: number, y: number): void;
  hide(): void;
  /** `null`: none. */
  frame(target: Element | null): void;
}

export function createLaser(overlay: Overlay, agentName: string): Laser {
  const { window, make, boxOf } = overlay;
  const mark = make("div", "laser");
  const label = make("b", "", mark);
  make("i", "", mark);
  label.textContent = agentName;
  const frame = make("div", "frame");
  let target: Element | null = null;
  let framed: Element | null = null;
  let at = { x: 0, y: 0 };
  let until = 0;

  overlay.follow(() => {
    if (framed) placeFrame(framed);
    if (!target) return framed !== null;
    if (!target.isConnected || performance.now() > until) hide();
    else placeLaser(target);
    return (target ?? framed) !== null;
  });

  function placeLaser(on: Element): void {
    const box = boxOf(on);
    const there = { x: box.left + box.width * at.x, y: box.top + box.height * at.y };
    const seen = cutByFrames(on, window.document, there);
    // Out of sight: at the edge towards it.
    const x = Math.max(12, Math.min(window.innerWidth - 12, seen.x));
    const y = Math.max(12, Math.min(window.innerHeight - 12, seen.y));
    mark.style.transform = `translate(${x}px, ${y}px)`;
    mark.classList.toggle("left", x > window.innerWidth * 0.7);
  }
  function placeFrame(on: Element): void {
    const box = boxOf(on);
    frame.style.transform = `translate(${box.left - 6}px, ${box.top - 6}px)`;
    frame.style.width = `${box.width + 12}px`;
    frame.style.height = `${box.height + 12}px`;
  }
  function hide(): void {
    target = null;
    mark.classList.remove("on");
  }
  return {
    show(element, x, y) {
      if (!target) overlay.raise();
      target = element;
      at = { x, y };
      until = performance.now() + fadeAfterMs;
      mark.classList.add("on");
      overlay.wake();
    },
    hide,
    frame(element) {
      framed = element;
      frame.classList.toggle("on", element !== null);
      if (!element) return;
      overlay.raise();
      overlay.wake();
    },
  };
}

/**
 * The sheet of glass over the customer's page on which the agent's marks stand: in a shadow root, out of the page's styles, and in the
 * top layer, above the page's own dialogs. Takes no clicks. While something is shown on it, it follows the page frame by frame.
 */
import { boxIn } from "./frames.ts";
import type { Box } from "./stroke.ts";

const sheetText =
  ":host{all:initial!important;zoom:var(--zoom,1)!important;position:fixed!important;inset:0!important;width:100%!important;height:100%!important;border:0!important;padding:0!important;background:none!important;overflow:hidden!important;pointer-events:none!important;z-index:2147483647!important}" +
  "div{position:absolute;left:0;top:0;opacity:0;transition:opacity .4s;box-sizing:border-box}.on{opacity:1;transition:none}" +
  "i{position:absolute;inset:-11px;width:18px;height:18px;border-radius:50%;background:#dc26268c;border:2px solid #fff;box-shadow:0 0 0 2px #dc2626,0 0 0 3px #fff}" +
  "b{position:absolute;left:16px;top:10px;padding:2px 8px;border-radius:10px;white-space:nowrap;font:600 12px/1.4 system-ui,sans-serif;color:#fff;background:#b91c1c;box-shadow:0 0 0 1px #fff}" +
  ".left b{left:auto;right:16px}.frame{border-radius:8px;border:3px solid #dc2626;outline:2px solid #fff}" +
  "@media(prefers-reduced-motion:reduce){div{transition:none}}";

export interface Overlay {
  readonly host: Element;
  readonly window: Window & typeof globalThis;
  /** In the pixels of the page. */
  boxOf(element: Element): Box;
  make(tag: string, className: string, parent?: Element): HTMLElement;
  /** Above whatever the page has opened meanwhile. */
  raise(): void;
  /** `step` is asked at each frame until nobody has anything to follow; `wake` begins anew. */
  follow(step: () => boolean): void;
  wake(): void;
  remove(): void;
}

export function createOverlay(document: Document): Overlay {
  const window = document.defaultView as Window & typeof globalThis;
  const host = document.createElement("rinnalla-laser");
  host.setAttribute("aria-hidden", "true");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new window.CSSStyleSheet();
  sheet.replaceSync(sheetText);
  root.adoptedStyleSheets = [sheet];
  const steps: (() => boolean)[] = [];
  let frame = 0;

  let zoom = 1;
  /** A page that is enlarged by style would enlarge the places of the marks as well. */
  function keepSize(): void {
    const now = document.documentElement.currentCSSZoom;
    // Not in every browser.
    if (!now || now === zoom) return;
    zoom = now;
    host.style.setProperty("--zoom", String(1 / zoom));
  }

  function turn(): void {
    frame = 0;
    keepSize();
    // All of them, not up to the first that has something.
    if (steps.map((step) => step()).includes(true)) frame = window.requestAnimationFrame(turn);
  }
  return {
    host,
    window,
    boxOf: (element) => boxIn(element, document),
    make(tag, className, parent) {
      const element = document.createElement(tag);
      element.className = className;
      (parent ?? root).append(element);
      return element;
    },
    raise() {
      if (!host.isConnected) {
        document.documentElement.append(host);
        host.setAttribute("popover", "manual");
      }
      if (!host.showPopover) return;
      if (host.matches(":popover-open")) host.hidePopover();
      host.showPopover();
    },
    follow: (step) => void steps.push(step),
    wake() {
      if (!frame) turn();
    },
    remove: () => host.remove(),
  };
}

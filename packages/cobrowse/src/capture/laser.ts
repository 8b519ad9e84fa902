/**
 * The agent's laser in the customer's page: a mark at a fraction of an element's box, so that it points at the same
 * thing whatever the window's size or scroll (VIS-08). Lives in a shadow root of its own, out of the page's styles.
 */

const fadeAfterMs = 3000;

const sheetText =
  ":host{all:initial;position:fixed;inset:0;width:100%;height:100%;border:0;padding:0;background:none;overflow:hidden;pointer-events:none;z-index:2147483647}" +
  "div{position:absolute;left:0;top:0;opacity:0;transition:opacity .4s}.on{opacity:1;transition:none}" +
  "i{position:absolute;inset:-11px;width:18px;height:18px;border-radius:50%;background:#dc26268c;border:2px solid #fff;box-shadow:0 0 0 2px #dc2626}" +
  "b{position:absolute;left:16px;top:10px;padding:2px 8px;border-radius:10px;white-space:nowrap;font:600 12px/1.4 system-ui,sans-serif;color:#fff;background:#b91c1c}";

export interface Laser {
  readonly host: Element;
  /** Fractions of the element's box. Fades by itself when not shown anew. */
  show(target: Element, x: number, y: number): void;
  hide(): void;
  remove(): void;
}

export function createLaser(document: Document, agentName: string): Laser {
  const window = document.defaultView!;
  const host = document.createElement("rinnalla-laser");
  host.setAttribute("aria-hidden", "true");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new window.CSSStyleSheet();
  sheet.replaceSync(sheetText);
  root.adoptedStyleSheets = [sheet];
  const mark = document.createElement("div");
  const label = document.createElement("b");
  label.textContent = agentName;
  mark.append(document.createElement("i"), label);
  root.append(mark);
  let target: Element | null = null;
  let at = { x: 0, y: 0 };
  let until = 0;
  let frame = 0;

  function follow(): void {
    frame = 0;
    if (!target?.isConnected || performance.now() > until) return hide();
    const box = target.getBoundingClientRect();
    // Out of sight: at the edge towards it.
    const x = Math.max(12, Math.min(window.innerWidth - 12, box.left + box.width * at.x));
    const y = Math.max(12, Math.min(window.innerHeight - 12, box.top + box.height * at.y));
    mark.style.transform = `translate(${x}px, ${y}px)`;
    label.style.left = x > window.innerWidth * 0.7 ? "auto" : "";
    label.style.right = x > window.innerWidth * 0.7 ? "16px" : "";
    frame = window.requestAnimationFrame(follow);
  }
  function hide(): void {
    target = null;
    mark.className = "";
  }
  return {
    host,
    show(element, x, y) {
      if (!host.isConnected) {
        document.documentElement.append(host);
        // The top layer: above the page's own dialogs.
        host.setAttribute("popover", "manual");
        host.showPopover?.();
      }
      target = element;
      at = { x, y };
      until = performance.now() + fadeAfterMs;
      mark.className = "on";
      if (!frame) follow();
    },
    hide,
    remove() {
      hide();
      host.remove();
    },
  };
}

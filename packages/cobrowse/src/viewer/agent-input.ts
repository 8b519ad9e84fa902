/** The agent's mouse and keys over the picture, as commands for nodes. Nothing reaches the picture itself: the glass is in between. */
import type { ViewerCommand } from "../stream/commands.ts";
import type { ViewerMode } from "../types.ts";
import type { Picture } from "./picture.ts";

const pointEveryMs = 33;
const keys = new Set("Enter Tab Backspace Delete Escape Home End ArrowLeft ArrowRight ArrowUp ArrowDown".split(" "));

export interface AgentInput {
  setMode(mode: ViewerMode): void;
}

export function createAgentInput(
  glass: HTMLElement,
  picture: () => Picture | null,
  send: (command: ViewerCommand) => void,
): AgentInput {
  const window = glass.ownerDocument.defaultView as Window & typeof globalThis;
  let mode: ViewerMode = "look";
  let lastPoint = 0;
  let pointTimer = 0;
  let wheel: { id: number; x: number; y: number; at: number } | null = null;
  let choice: HTMLSelectElement | null = null;
  let closeChoice: (() => void) | null = null;

  /** What is under the glass there, into shadow roots. */
  function hit(event: MouseEvent): { element: Element; anchor: { id: number; x: number; y: number } } | null {
    const shown = picture();
    const [x, y] = [event.offsetX, event.offsetY];
    let root: Document | ShadowRoot | null = shown?.iframe.contentDocument ?? null;
    let element: Element | null = null;
    while (root) {
      const inner: Element | null = root.elementFromPoint(x, y);
      if (!inner || inner === element) break;
      element = inner;
      root = inner.shadowRoot;
    }
    while (element && shown!.idOf(element) === undefined) element = element.parentElement;
    if (!element) return null;
    const box = element.getBoundingClientRect();
    const part = (at: number, size: number): number =>
      Math.round(Math.max(0, Math.min(1, size > 0 ? at / size : 0.5)) * 10_000);
    return {
      element,
      anchor: { id: shown!.idOf(element)!, x: part(x - box.left, box.width), y: part(y - box.top, box.height) },
    };
  }

  /** At most every `pointEveryMs`, but the last place always. */
  function point(event: PointerEvent): void {
    window.clearTimeout(pointTimer);
    const wait = lastPoint + pointEveryMs - performance.now();
    if (wait > 0) {
      pointTimer = window.setTimeout(() => point(event), wait);
      return;
    }
    lastPoint = performance.now();
    const found = hit(event);
    if (found && mode !== "look") send({ type: "point", ...found.anchor });
  }
  glass.addEventListener("pointermove", (event) => mode !== "look" && point(event));
  glass.addEventListener("pointerleave", () => {
    window.clearTimeout(pointTimer);
    if (mode !== "look") send({ type: "point", id: 0, x: 0, y: 0 });
  });
  glass.addEventListener("click", (event) => {
    const found = hit(event);
    if (mode !== "control" || !found) return;
    glass.focus();
    const select = found.element.closest("select");
    if (select && !select.multiple && select.size < 2) offer(select, event);
    else if (found.element.localName === "option" && select) {
      send({ type: "choose", id: picture()!.idOf(select)!, index: (found.element as HTMLOptionElement).index });
    } else send({ type: "click", ...found.anchor, count: Math.max(1, Math.min(event.detail, 3)) });
  });

  /** The browser's own list cannot be opened from a script; ours stands in for it. */
  function offer(select: HTMLSelectElement, event: MouseEvent): void {
    const id = picture()!.idOf(select)!;
    const shown = glass.ownerDocument.createElement("select");
    closeChoice?.();
    choice = shown;
    shown.id = "choice";
    shown.size = Math.max(2, Math.min(12, select.options.length));
    for (const { label, disabled } of select.options) {
      const option = new window.Option(label);
      option.disabled = disabled;
      shown.add(option);
    }
    shown.style.left = `${Math.max(0, Math.min(event.clientX, window.innerWidth - 200))}px`;
    shown.style.top = `${Math.max(0, Math.min(event.clientY, window.innerHeight * 0.6))}px`;
    const close = (): void => {
      // Removing it blurs it, which closes it.
      if (choice !== shown) return;
      choice = null;
      shown.remove();
      glass.focus();
    };
    closeChoice = close;
    shown.addEventListener("click", () => {
      if (shown.selectedIndex < 0) return;
      send({ type: "choose", id, index: shown.selectedIndex });
      close();
    });
    shown.addEventListener("keydown", (key) => {
      if (key.key === "Enter" && shown.selectedIndex >= 0) send({ type: "choose", id, index: shown.selectedIndex });
      if (key.key === "Enter" || key.key === "Escape") close();
    });
    shown.addEventListener("blur", close);
    glass.ownerDocument.body.append(shown);
    shown.focus();
  }

  // Composed letters (dead keys, input methods, phones) come as text, not as keys: a field catches them.
  const catcher = glass.ownerDocument.createElement("textarea");
  catcher.setAttribute("aria-label", "Keys for the customer's page");
  catcher.autocapitalize = catcher.autocomplete = "off";
  catcher.spellcheck = false;
  catcher.tabIndex = -1;
  glass.append(catcher);
  const takeText = (): void => {
    if (mode === "control" && catcher.value) send({ type: "text", id: 0, text: catcher.value.slice(0, 1000) });
    catcher.value = "";
  };
  catcher.addEventListener("input", (event) => !event.isComposing && takeText());
  catcher.addEventListener("compositionend", takeText);
  glass.addEventListener("focus", () => catcher.focus({ preventScroll: true }));

  glass.addEventListener("keydown", (event) => {
    if (mode !== "control" || event.isComposing || event.altKey) return;
    const { key } = event;
    const isPlain = !event.ctrlKey && !event.metaKey;
    if (!(isPlain && (key.length === 1 || keys.has(key))) && !(!isPlain && key.toLowerCase() === "a")) return;
    event.preventDefault();
    send({
      type: "key",
      id: 0,
      key,
      modifiers: (event.shiftKey ? 1 : 0) | (event.ctrlKey ? 2 : 0) | (event.metaKey ? 8 : 0),
    });
  });
  glass.addEventListener(
    "wheel",
    (event) => {
      const found = mode === "control" ? hit(event) : null;
      if (!found) return;
      event.preventDefault();
      const target = scroller(found.element, event.deltaX, event.deltaY);
      const id = target === target.ownerDocument.scrollingElement ? 0 : (picture()!.idOf(target) ?? 0);
      const isGoingOn = wheel?.id === id && event.timeStamp - wheel.at < 300;
      const from = isGoingOn ? wheel! : { x: target.scrollLeft, y: target.scrollTop };
      const clamp = (to: number, max: number): number => Math.round(Math.max(0, Math.min(max, to)));
      wheel = {
        id,
        x: clamp(from.x + event.deltaX, target.scrollWidth - target.clientWidth),
        y: clamp(from.y + event.deltaY, target.scrollHeight - target.clientHeight),
        at: event.timeStamp,
      };
      send({ type: "scroll", id, x: wheel.x, y: wheel.y });
    },
    { passive: false },
  );

  return {
    setMode(to) {
      if (mode !== "look" && to === "look") send({ type: "point", id: 0, x: 0, y: 0 });
      mode = to;
      glass.dataset.mode = to;
      if (to !== "control") closeChoice?.();
    },
  };
}

/** The nearest that scrolls that way, else the page. */
function scroller(from: Element, deltaX: number, deltaY: number): Element {
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

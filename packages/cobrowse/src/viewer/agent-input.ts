/** The agent's mouse and keys over the picture, as commands for nodes. Nothing reaches the picture itself: the glass is in between. */
import type { ViewerCommand } from "../stream/commands.ts";
import { boxIn, elementAt as elementIn } from "../pointing/frames.ts";
import type { ViewerMode } from "../types.ts";
import { createChoice, pickerField } from "./choice.ts";
import type { Picture } from "./picture.ts";
import { createPen } from "./pen.ts";
import { createPress, type Hit } from "./press.ts";
import { scrollerOf } from "./scroller.ts";

const pointEveryMs = 33;
const keys = new Set(
  "Enter Tab Backspace Delete Escape Home End PageUp PageDown ArrowLeft ArrowRight ArrowUp ArrowDown".split(" "),
);

export interface AgentInput {
  setMode(mode: ViewerMode): void;
  erase(what: "last" | "all"): void;
  /** What is there that the customer's page knows of, into shadow roots. */
  elementAt(x: number, y: number): Element | null;
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
  let wheel: { target: Element; x: number; y: number; at: number } | null = null;
  const choice = createChoice(glass, send);

  const page = (): Document | null => picture()?.iframe.contentDocument ?? null;
  /** What is there that the customer's page knows of, into shadow roots and frames. */
  function elementAt(x: number, y: number): Element | null {
    const [shown, document] = [picture(), page()];
    if (!shown || !document) return null;
    let element = elementIn(document, { x, y }, (inner) => shown.idOf(inner) !== undefined);
    while (element && shown.idOf(element) === undefined) element = element.parentElement;
    return element;
  }
  function hit({ offsetX: x, offsetY: y }: { readonly offsetX: number; readonly offsetY: number }): Hit | null {
    const element = elementAt(x, y);
    const shown = picture();
    if (!element || !shown) return null;
    const box = boxIn(element, page()!);
    const part = (at: number, size: number): number =>
      Math.round(Math.max(0, Math.min(1, size > 0 ? at / size : 0.5)) * 10_000);
    return {
      element,
      anchor: { id: shown.idOf(element)!, x: part(x - box.left, box.width), y: part(y - box.top, box.height) },
    };
  }

  function scrollTo(target: Element, toX: number, toY: number): { x: number; y: number } {
    const holder = target.ownerDocument;
    const isWhole = target === holder.scrollingElement;
    const id = isWhole && holder === page() ? 0 : (picture()!.idOf(isWhole ? holder : target) ?? 0);
    const clamp = (to: number, max: number): number => Math.round(Math.max(0, Math.min(max, to)));
    const x = clamp(toX, target.scrollWidth - target.clientWidth);
    const y = clamp(toY, target.scrollHeight - target.clientHeight);
    send({ type: "scroll", id, x, y });
    return { x, y };
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
  const pen = createPen({
    glass,
    isOn: (by) => mode === "draw" || (by === "keys" && mode === "point"),
    picture,
    at: elementAt,
    pointAt({ x, y }) {
      const found = hit({ offsetX: x, offsetY: y });
      if (found) send({ type: "point", ...found.anchor });
    },
    send,
  });
  const press = createPress({ glass, isOn: () => mode === "control", hit, page, scrollTo, send });
  glass.addEventListener("click", (event) => {
    const found = hit(event);
    if (mode !== "control" || !found) return;
    glass.focus();
    if (press.wasDrag()) return;
    const picker = pickerField(found.element);
    const select = found.element.closest("select");
    if (picker) choice.offer(picker, picture()!.idOf(picker)!, event);
    else if (found.element.localName === "option" && select) {
      send({ type: "choose", id: picture()!.idOf(select)!, index: (found.element as HTMLOptionElement).index });
    } else send({ type: "click", ...found.anchor, count: Math.max(1, Math.min(event.detail, 3)) });
  });

  // Composed letters (dead keys, input methods, phones) come as text, not as keys: a field catches them.
  const catcher = glass.ownerDocument.createElement("textarea");
  catcher.setAttribute("aria-label", "Keys for the customer's page");
  catcher.autocapitalize = catcher.autocomplete = "off";
  catcher.spellcheck = false;
  catcher.tabIndex = -1;
  glass.append(catcher);
  const takeText = (): void => {
    if (mode === "control" && catcher.value)
      for (const text of catcher.value.match(/[^]{1,1000}/g) ?? []) send({ type: "text", id: 0, text });
    catcher.value = "";
  };
  catcher.addEventListener("input", (event) => !event.isComposing && takeText());
  catcher.addEventListener("compositionend", takeText);
  glass.addEventListener("focus", () => catcher.focus({ preventScroll: true }));

  glass.addEventListener("keydown", (event) => {
    if (mode !== "control" || event.isComposing || event.altKey) return;
    const { key } = event;
    const isPlain = !event.ctrlKey && !event.metaKey;
    // The browser's own (copy, paste, new tab, …) stay with the agent; what is pasted comes to the catcher.
    if (isPlain ? !(key.length === 1 || keys.has(key)) : !(keys.has(key) || /^[abiuzyk]$/i.test(key))) return;
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
      const target = scrollerOf(found.element, page()!, event.deltaX, event.deltaY);
      const isGoingOn = wheel?.target === target && event.timeStamp - wheel.at < 300;
      const from = isGoingOn ? wheel! : { x: target.scrollLeft, y: target.scrollTop };
      wheel = { target, at: event.timeStamp, ...scrollTo(target, from.x + event.deltaX, from.y + event.deltaY) };
    },
    { passive: false },
  );

  return {
    elementAt,
    erase: (what) => (what === "last" ? pen.undo() : pen.clear()),
    setMode(to) {
      if (mode !== "look" && to === "look") send({ type: "point", id: 0, x: 0, y: 0 });
      mode = to;
      glass.dataset.mode = to;
      if (to !== "control") choice.close();
    },
  };
}

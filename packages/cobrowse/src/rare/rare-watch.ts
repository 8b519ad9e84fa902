/**
 * Beside the tree: what is hovered, pressed, focused, selected, opened in the top layer or hidden in closed roots, which
 * rules of style sheets scripts edit; and the parts for what is rarer still, each fetched when first met. Comes while the
 * first picture is made; until then the page is mirrored without.
 */
import { marks, type Mark } from "../stream/mark.ts";
import * as op from "../stream/op.ts";
import type { Writer } from "../stream/writer.ts";
import type { Tree } from "../capture/tree.ts";
import { createHooks } from "./hooks.ts";
import type { Part, PartOptions } from "./part.ts";
import { createRuleReader } from "./rule-reader.ts";

/** For what makes no event. */
const compareMs = 400;
const mouseEveryMs = 50;

export interface WatchOptions {
  readonly window: Window & typeof globalThis;
  readonly writer: Writer;
  readonly tree: Tree;
  readonly inside: WeakMap<Node, Document | ShadowRoot>;
  readonly texts: WeakMap<Element, string>;
  readonly roots: ReadonlySet<Document | ShadowRoot>;
  readonly edits: WeakMap<CSSStyleSheet, number>;
  readonly signal: AbortSignal;
  isLive(): boolean;
  /** Writes the numbers and sends them. */
  say(...numbers: number[]): void;
  /** Soon. */
  flush(): void;
  /** A new picture, if somebody looks on. */
  renew(): void;
}

export interface Watch extends Part {
  root(root: Document | ShadowRoot): void;
  /** The first picture is complete: says what holds now. */
  ready(): void;
  /** The viewer asks for it. */
  bring(node: Node): void;
}

const loaders = {
  pictures: () => import("./rare-pictures.ts"),
  states: () => import("./rare-states.ts"),
};
type Name = keyof typeof loaders;

export function createWatch(options: WatchOptions): Watch {
  const { window, writer: w, tree, inside, signal, flush, say, isLive } = options;
  const document = window.document;
  const layered = new Set<Element>();
  const parts: Part[] = [];
  const coming: { [name in Name]?: Promise<Part> } = {};
  const rules = createRuleReader(options.roots, options.edits);
  const hooks = createHooks(inside, (host) => {
    if (!isLive()) return;
    tree.renew(host);
    flush();
  });
  const partOptions: PartOptions = { ...options, hooks };
  hooks.watch(window);
  signal.addEventListener("abort", () => hooks.stop());

  async function use(name: Name, then: (part: Part) => void = () => {}): Promise<void> {
    coming[name] ??= loaders[name]().then(({ createPart }) => {
      const part = createPart(partOptions);
      parts.push(part);
      return part;
    });
    // What could not be fetched now may be later.
    const part = await coming[name].catch(() => void delete coming[name]);
    if (!part) return;
    then(part);
    flush();
  }

  function mark(which: Mark, target: EventTarget | null | undefined): void {
    if (isLive()) say(op.mark, marks.indexOf(which), (target && tree.idOf(target as Node)) ?? 0);
  }
  function onFocus(event: Event): void {
    const target = event.type === "focusin" ? event.composedPath()[0] : null;
    mark("focus", target);
    mark("focus-visible", (target as Element | null)?.matches(":focus-visible") ? target : null);
  }
  function onHover(event: Event): void {
    if (event.type === "mouseover") mark("hover", event.composedPath()[0]);
    // Out of the window.
    else if (!(event as MouseEvent).relatedTarget) mark("hover", null);
  }
  function onPress(event: Event): void {
    mark("active", event.type === "mousedown" ? event.composedPath()[0] : null);
  }
  function onToggle({ target }: Event): void {
    if (isLayer(target as Element)) layered.add(target as Element);
    flush();
  }
  function onSelect(): void {
    if (document.getSelection()?.isCollapsed === false) void use("states");
    flush();
  }
  function onTarget(): void {
    mark("target", document.querySelector(":target"));
  }

  const scheme = window.matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", options.renew, { signal });
  window.addEventListener("hashchange", onTarget, { signal });

  let lastMouse = 0;
  function onMouse(event: Event): void {
    const { clientX, clientY, timeStamp, isTrusted } = event as MouseEvent;
    if (!isLive() || !isTrusted || timeStamp - lastMouse < mouseEveryMs) return;
    lastMouse = timeStamp;
    say(op.mouse, Math.max(0, clientX), Math.max(0, clientY));
  }
  document.addEventListener("mousemove", onMouse, { capture: true, passive: true, signal });

  const comparing = window.setInterval(() => {
    if (!isLive() || document.visibilityState === "hidden") return;
    rules.read();
    if (hooks.animated.size > 0 || window.CSS.highlights?.size) void use("states");
    flush();
  }, compareMs);
  signal.addEventListener("abort", () => window.clearInterval(comparing));

  return {
    root(root) {
      const listen = (types: string, listener: (event: Event) => void): void => {
        for (const type of types.split(" "))
          root.addEventListener(type, listener, { capture: true, passive: true, signal });
      };
      listen("toggle", onToggle);
      if (root.nodeType !== 9) return;
      hooks.watch((root as Document).defaultView as Window & typeof globalThis);
      listen("focusin focusout", onFocus);
      listen("mouseover mouseout", onHover);
      listen("mousedown mouseup", onPress);
      listen("selectionchange", onSelect);
    },
    take(element) {
      const tag = element.localName;
      if (isLayer(element)) layered.add(element);
      else if (tag !== "img" || (element as HTMLImageElement).src.startsWith("blob:"))
        void use(/^(?:canvas|video|img|link)$/.test(tag) ? "pictures" : "states", (part) => part.take(element));
    },
    bring(node) {
      if ((node as Element).localName === "img") void use("pictures", (part) => part.bring?.(node as HTMLImageElement));
    },
    ready() {
      for (const which of marks) {
        const found = document.querySelectorAll(":" + which);
        if (found.length > 0) mark(which, found[found.length - 1]);
      }
    },
    compare() {
      for (const element of layered) {
        const id = tree.idOf(element);
        if (id === undefined) continue;
        const isModal = element.matches(":modal");
        const what = isModal ? op.layerModal : element.matches(":popover-open") ? op.layerPopover : op.layerNone;
        for (const each of [op.layer, id, what]) w.u(each);
      }
      layered.clear();
      for (const part of parts) part.compare();
    },
    clear() {
      layered.clear();
      for (const part of parts) part.clear();
    },
  };
}

function isLayer(element: Element): boolean {
  return element.localName === "dialog" || element.hasAttribute("popover");
}

/**
 * One rebuilt page: an iframe without scripts (`sandbox="allow-same-origin"`, DESIGN decision 3) and the nodes in it by
 * id. Applies operations and checks each: what a true customer's page would never send throws `StreamError`.
 */
import * as bounds from "../stream/bounds.ts";
import * as kind from "../stream/node-kind.ts";
import * as op from "../stream/op.ts";
import { createReader, StreamError, type Reader, type StringTable } from "../stream/reader.ts";
import { createBrought } from "./brought.ts";
import { createMarks } from "./marks.ts";
import { isTooCostly, refersInside } from "./drawing-cost.ts";
import { namespaces, type NodeFilter, type Space } from "./node-filter.ts";
import { readField } from "./read-field.ts";
import { createScrolling } from "./scrolling.ts";
import { createSheets } from "./sheets.ts";
import { setLayer } from "./top-layer.ts";

/** That wait for their content. */
const maxFrames = 500;
/** Pictures that could not be loaded. */
const maxAsked = 300;

export interface PictureEvents {
  onPage(url: string, title: string): void;
  onSize(width: number, height: number): void;
  onReady(): void;
  onPaused(): void;
  onLeaving(): void;
  onOutcome(index: number): void;
  onMouse(x: number, y: number): void;
  /** False: the agent looks where the agent wants; where the customer is, is only remembered. */
  isFollowing(): boolean;
  /** The picture element could not be loaded. */
  onMissing(id: number): void;
}

export interface Picture {
  readonly epoch: number;
  readonly iframe: HTMLIFrameElement;
  apply(bytes: Uint8Array): void;
  idOf(node: Node): number | undefined;
  nodeOf(id: number): Node | undefined;
  /** To where the customer has scrolled. */
  follow(): void;
  /** Until the style sheets are there, at most `maxMs`. */
  styled(maxMs: number): Promise<void>;
  remove(): void;
}

/** `iframe`: of picture-frames.ts. */
export function createPicture(
  iframe: HTMLIFrameElement,
  epoch: number,
  filter: NodeFilter,
  events: PictureEvents,
): Picture {
  const document = iframe.contentDocument!;
  const nodes = new Map<number, Node>();
  const ids = new WeakMap<Node, number>();
  const table: StringTable = [];
  let nextId = 1;
  let lastId = 0;
  const marks = createMarks();
  const brought = createBrought(() => iframe.contentWindow as Window & typeof globalThis, filter);
  /** Frames' documents by id; each is made when first placed into, because only then its frame stands in the picture. */
  const frames = new Map<number, { element: HTMLIFrameElement; isQuirks: boolean }>();
  const frameIds = new WeakMap<Node, number>();
  const sheets = createSheets(filter);
  const scrolling = createScrolling({
    document,
    isFollowing: events.isFollowing,
    beforePaint: (run) => iframe.ownerDocument.defaultView!.requestAnimationFrame(run),
  });
  document.addEventListener("load", scrolling.again, true);
  const missing = new WeakMap<Element, string>();
  let asked = 0;
  /** Asked for once by address; what the address itself holds (`data:`), or was brought (`blob:`), is broken at the customer's as well. */
  function onError({ target }: Event): void {
    const image = target as HTMLImageElement;
    const id = image.localName === "img" && image.src.startsWith("http") ? ids.get(image) : undefined;
    if (id === undefined || missing.get(image) === image.src || ++asked > maxAsked) return;
    missing.set(image, image.src);
    events.onMissing(id);
  }
  document.addEventListener("error", onError, true);

  function open(document: Document, isQuirks: boolean): void {
    document.open();
    document.write(isQuirks ? "" : "<!doctype html>");
    document.close();
    document.documentElement?.remove();
    sheets.adopt(document, []);
    document.addEventListener("error", onError, true);
    if (document === iframe.contentDocument) document.addEventListener("load", scrolling.again, true);
  }

  /** The document of a frame, empty. */
  function openFrame(id: number): Document | undefined {
    const frame = frames.get(id);
    const inner = frame?.element.contentDocument;
    if (!inner) return;
    frames.delete(id);
    open(inner, frame.isQuirks);
    nodes.set(id, inner);
    ids.set(inner, id);
    return inner;
  }

  function give<N extends Node>(node: N): N {
    if (nodes.size >= bounds.nodes) throw new StreamError("too many nodes");
    nodes.set(nextId, node);
    ids.set(node, nextId++);
    return node;
  }

  function get(id: number): Node {
    const node = nodes.get(id) ?? openFrame(id);
    if (!node) throw new StreamError("no such node");
    return node;
  }

  function element(id: number): HTMLElement {
    const node = get(id);
    if (node.nodeType !== 1) throw new StreamError("not an element");
    return node as HTMLElement;
  }

  function forget(node: Node): void {
    const id = ids.get(node);
    if (id !== undefined) nodes.delete(id);
    ids.delete(node);
    for (const child of node.childNodes) forget(child);
    const root = (node as Element).shadowRoot ?? nodes.get(frameIds.get(node) ?? 0);
    if (root) forget(root);
  }

  function place(r: Reader): void {
    const parentId = r.u();
    const beforeId = r.u();
    const parent = parentId === 0 ? document : get(parentId);
    let next: Node | null = parent.firstChild;
    if (beforeId !== 0) {
      const before = get(beforeId);
      if (before.parentNode !== parent) throw new StreamError("not a sibling");
      next = before.nextSibling;
    }
    if (closed.has(parent)) throw new StreamError("not a parent");
    if (parent.nodeType === 9) ((parent as Document).documentElement?.remove(), (next = null));
    if ((parent as Element).namespaceURI === namespaces.svg) isDrawingNew = true;
    readNodes(r, parent, next, 0);
  }

  const closed = new WeakSet<Node>();
  /** Parts of drawings that refer to others, and whether what they cost may have changed. */
  const referring = new Set<Element>();
  let isDrawingNew = false;
  let formulaDepth = 0;

  /** Before anything is laid out. */
  function checkDrawings(): void {
    if (!isDrawingNew) return;
    isDrawingNew = false;
    for (const part of referring) if (!ids.has(part)) referring.delete(part);
    if (!isTooCostly(referring)) return;
    for (const part of referring) part.remove();
    throw new StreamError("a drawing costs too much");
  }

  function readNodes(r: Reader, parent: Node, next: Node | null, depth: number): void {
    if (depth > bounds.depth + 10) throw new StreamError("too deep");
    for (;;) {
      const what = r.u();
      if (what === kind.end) return;
      if (what === kind.shadow || what === kind.shadowByHand) {
        const slotAssignment = what === kind.shadow ? "named" : "manual";
        const root = give((parent as Element).attachShadow({ mode: "open", slotAssignment }));
        sheets.adopt(root, []);
        root.addEventListener("error", onError, true);
        readNodes(r, root, null, depth + 1);
        continue;
      }
      const node = readNode(r, what, depth);
      if (what === kind.known) {
        if (node.contains(parent)) throw new StreamError("cycle");
        if (node === next) next = node.nextSibling;
      }
      parent.insertBefore(node, next);
    }
  }

  function readNode(r: Reader, what: number, depth: number): Node {
    switch (what) {
      case kind.known:
        return get(r.u());
      case kind.text:
        return give(document.createTextNode(filter.text(r.s())));
      case kind.gap: {
        const gap = give(document.createElement("template"));
        closed.add(gap);
        return gap;
      }
      case kind.box: {
        const box = give(document.createElement("div"));
        closed.add(box);
        const [width, height, isInline] = [r.u(), r.u(), r.u()];
        box.style.cssText = `all:initial;display:${isInline ? "inline-block" : "block"};box-sizing:border-box;width:${width}px;height:${height}px;background:#d4d4d8;opacity:.6`;
        return box;
      }
      case kind.style: {
        const style = give(document.createElement("style"));
        closed.add(style);
        readAttributes(r, style);
        style.textContent = sheets.text(r);
        return style;
      }
      case kind.frame: {
        const frame = give(document.createElement("iframe"));
        closed.add(frame);
        frame.setAttribute("sandbox", "allow-same-origin");
        frame.setAttribute("tabindex", "-1");
        readAttributes(r, frame);
        if (frames.size > maxFrames) throw new StreamError("too many frames");
        frames.set(nextId, { element: frame, isQuirks: r.u() === 1 });
        frameIds.set(frame, nextId++);
        return frame;
      }
      case kind.element:
        return readElement(r, "html", depth);
      case kind.svg:
        return readElement(r, "svg", depth);
      case kind.mathml:
        return readElement(r, "mathml", depth);
      default:
        throw new StreamError("unknown kind of node");
    }
  }

  function readElement(r: Reader, space: Space, depth: number): Node {
    const made = give(document.createElementNS(namespaces[space], filter.tag(space, r.s())));
    if (made.localName === "link") made.setAttribute("rel", "stylesheet");
    readAttributes(r, made);
    if (space === "mathml" && ++formulaDepth > bounds.formulaDepth) throw new StreamError("too deep");
    readNodes(r, made, null, depth + 1);
    if (space === "mathml") formulaDepth -= 1;
    return made;
  }

  function readAttributes(r: Reader, target: Element): void {
    const count = r.u();
    if (count > bounds.attributes) throw new StreamError("too many attributes");
    for (let i = 0; i < count; i++) setAttribute(target, r.s(), r.s());
  }

  function setAttribute(target: Element, name: string, value: string | null): void {
    if (/^data-rinnalla-(?!mask|block)/i.test(name)) return;
    if (value === null) {
      if (name === "open" && target.localName === "dialog" && target.matches(":modal")) setLayer(target, op.layerNone);
      // What we set ourselves stays.
      if (name !== "rel" && /^[a-z_][\w.:-]*$/i.test(name)) target.removeAttribute(name);
      return;
    }
    const safe = filter.attribute(target, name, value);
    if (safe === null) return;
    // It was brought already, because this address did not work.
    const isBrought = name === "src" && (target as HTMLImageElement).src?.startsWith("blob:");
    if (isBrought && missing.get(target) === safe) return;
    if (name === "media") return target.setAttribute(name, sheets.media(safe));
    if (target.namespaceURI === namespaces.svg) {
      if (refersInside(name, safe)) referring.add(target);
      isDrawingNew ||= name === "id" || referring.has(target);
    }
    if (name === "xlink:href") target.setAttributeNS("http://www.w3.org/1999/xlink", name, safe);
    else target.setAttribute(name, safe);
    if (name === "style") brought.restyle(target as HTMLElement);
  }

  function readAdopted(r: Reader): void {
    const id = r.u();
    const root = id === 0 ? document : get(id);
    const count = r.u();
    if (count > 1000) throw new StreamError("too many style sheets");
    const texts: string[] = [];
    for (let i = 0; i < count; i++) texts.push(sheets.text(r));
    if ("adoptedStyleSheets" in root) sheets.adopt(root, texts);
  }

  function readScroll(r: Reader): void {
    checkDrawings();
    const id = r.u();
    const [x, y] = [r.z(), r.z()];
    if (id === 0) return scrolling.toPage(x, y);
    const target = get(id);
    const scroller = target.nodeType === 9 ? (target as Document).scrollingElement : element(id);
    if (scroller) scrolling.to(scroller, x, y);
  }

  function readSlotted(r: Reader): void {
    const slot = element(r.u()) as unknown as HTMLSlotElement;
    const count = r.u();
    if (count > bounds.nodes) throw new StreamError("too many nodes");
    const assigned = Array.from({ length: count }, () => get(r.u()) as Element | Text);
    if (slot.localName === "slot") slot.assign(...assigned);
  }

  function readIds(r: Reader, take: (node: Node) => void): void {
    let id = 0;
    for (let left = r.u(); left > 0; left--) {
      id += r.z();
      const node = nodes.get(id);
      // One that went with its parent already.
      if (node) take(node);
    }
  }

  function applyOne(r: Reader): void {
    switch (r.u()) {
      case op.reset:
        if (nextId !== 1) throw new StreamError("reset twice");
        open(document, r.u() === 1);
        return events.onSize(...size(r));
      case op.place:
        return place(r);
      case op.remove:
        return readIds(r, (node) => {
          node.parentNode?.removeChild(node);
          forget(node);
        });
      case op.detach:
        return readIds(r, (node) => void node.parentNode?.removeChild(node));
      case op.attribute: {
        lastId += r.z();
        const name = r.s();
        const value = r.u() === 1 ? r.s() : null;
        return setAttribute(element(lastId), name, value);
      }
      case op.text: {
        const target = get(r.u());
        if (target.nodeType !== 3) throw new StreamError("not a text");
        (target as Text).data = filter.text(r.s());
        return;
      }
      case op.field: {
        const field = element(r.u());
        const flags = r.u();
        marks.validity(field, flags);
        return readField(r, field, flags);
      }
      case op.scroll:
        return readScroll(r);
      case op.viewport:
        checkDrawings();
        events.onSize(...size(r));
        return scrolling.again();
      case op.focus: {
        const id = r.u();
        return marks.set(2, id === 0 ? null : element(id));
      }
      case op.mark: {
        const [which, id] = [r.u(), r.u()];
        return marks.set(which, id === 0 ? null : element(id));
      }
      case op.layer: {
        const layered = element(r.u());
        return setLayer(layered, r.u());
      }
      case op.dark:
        sheets.setDark(r.u());
        return sheets.adopt(document, []);
      case op.states: {
        const custom = element(r.u());
        return marks.states(custom, r.s());
      }
      case op.picture:
        return brought.picture(r, element(r.u()));
      case op.font:
        return brought.font(r);
      case op.animations:
        return brought.animations(r, element(r.u()));
      case op.highlight:
        return brought.highlight(r, get);
      case op.slotted:
        return readSlotted(r);
      case op.adopted:
        return readAdopted(r);
      case op.css: {
        const style = element(r.u());
        const text = sheets.text(r);
        if (style.localName === "style") style.textContent = text;
        return;
      }
      case op.page:
        return events.onPage(r.s(), r.s());
      case op.ready:
        return events.onReady();
      case op.paused:
        return events.onPaused();
      case op.leaving:
        return events.onLeaving();
      case op.outcome:
        return events.onOutcome(r.u());
      case op.mouse:
        return events.onMouse(r.u(), r.u());
      default:
        throw new StreamError("unknown operation");
    }
  }

  return {
    epoch,
    iframe,
    apply(bytes) {
      const r = createReader(bytes, table);
      sheets.begin();
      formulaDepth = 0;
      try {
        while (!r.isAtEnd()) applyOne(r);
      } finally {
        checkDrawings();
      }
    },
    idOf: (node) => ids.get(node),
    nodeOf: (id) => nodes.get(id),
    follow: scrolling.follow,
    async styled(maxMs) {
      const links = [...document.querySelectorAll("link")].filter((link) => link.href && !link.sheet);
      const settled = links.map(
        (link) =>
          new Promise<void>((done) => {
            link.addEventListener("load", () => done(), { once: true });
            link.addEventListener("error", () => done(), { once: true });
          }),
      );
      await Promise.race([Promise.all(settled), new Promise((done) => setTimeout(done, maxMs))]);
    },
    remove() {
      brought.end();
      iframe.remove();
    },
  };
}

function size(r: Reader): [number, number] {
  return [Math.max(1, Math.min(r.u(), 10_000)), Math.max(1, Math.min(r.u(), 10_000))];
}

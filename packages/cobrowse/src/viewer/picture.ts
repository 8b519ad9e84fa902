/**
 * One rebuilt page: an iframe without scripts (`sandbox="allow-same-origin"`, DESIGN decision 3) and the nodes in it by
 * id. Applies operations and checks each: what a true customer's page would never send throws `StreamError`.
 */
import * as bounds from "../stream/bounds.ts";
import * as fieldBit from "../stream/field-bit.ts";
import * as kind from "../stream/node-kind.ts";
import * as op from "../stream/op.ts";
import { createReader, StreamError, type Reader, type StringTable } from "../stream/reader.ts";
import { namespaces, type NodeFilter, type Space } from "./node-filter.ts";

export const focusMark = "data-rinnalla-focus";
const ownStyle = `[${focusMark}]{outline:2px solid #2563eb!important;outline-offset:1px}`;

export interface PictureEvents {
  onPage(url: string, title: string): void;
  onSize(width: number, height: number): void;
  onReady(): void;
  onPaused(): void;
  onLeaving(): void;
  onOutcome(index: number): void;
  onMouse(x: number, y: number): void;
}

export interface Picture {
  readonly epoch: number;
  readonly iframe: HTMLIFrameElement;
  apply(bytes: Uint8Array): void;
  idOf(node: Node): number | undefined;
  /** Until the style sheets are there, at most `maxMs`. */
  styled(maxMs: number): Promise<void>;
  remove(): void;
}

export function createPicture(stage: HTMLElement, epoch: number, filter: NodeFilter, events: PictureEvents): Picture {
  const iframe = stage.ownerDocument.createElement("iframe");
  iframe.setAttribute("sandbox", "allow-same-origin");
  iframe.setAttribute("tabindex", "-1");
  iframe.title = "";
  stage.append(iframe);
  const document = iframe.contentDocument!;
  const nodes = new Map<number, Node>();
  const ids = new WeakMap<Node, number>();
  const table: StringTable = [];
  let nextId = 1;
  let lastId = 0;
  let focused: Element | null = null;
  let pageScroll = { x: 0, y: 0 };
  // Pictures that come late make the page longer.
  document.addEventListener("load", () => scrollPage(), true);

  function open(isQuirks: boolean): void {
    document.open();
    document.write(isQuirks ? "" : "<!doctype html>");
    document.close();
    document.documentElement?.remove();
    adopt(document, [ownStyle]);
    document.addEventListener("load", () => scrollPage(), true);
  }

  function give<N extends Node>(node: N): N {
    if (nodes.size >= bounds.nodes) throw new StreamError("too many nodes");
    nodes.set(nextId, node);
    ids.set(node, nextId++);
    return node;
  }

  function get(id: number): Node {
    const node = nodes.get(id);
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
    const root = (node as Element).shadowRoot;
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
    if (parent === document) (document.documentElement?.remove(), (next = null));
    readNodes(r, parent, next, 0);
  }

  const closed = new WeakSet<Node>();

  function readNodes(r: Reader, parent: Node, next: Node | null, depth: number): void {
    if (depth > bounds.depth + 10) throw new StreamError("too deep");
    for (;;) {
      const what = r.u();
      if (what === kind.end) return;
      if (what === kind.shadow) {
        const root = give((parent as Element).attachShadow({ mode: "open" }));
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
        return give(document.createTextNode(r.s()));
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
        style.textContent = filter.css(r.long(bounds.cssBytes));
        return style;
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
    readNodes(r, made, null, depth + 1);
    return made;
  }

  function readAttributes(r: Reader, target: Element): void {
    const count = r.u();
    if (count > bounds.attributes) throw new StreamError("too many attributes");
    for (let i = 0; i < count; i++) setAttribute(target, r.s(), r.s());
  }

  function setAttribute(target: Element, name: string, value: string | null): void {
    if (name === "data-rinnalla-focus") return;
    if (value === null) {
      // What we set ourselves stays.
      if (name !== "rel" && /^[a-z_][\w.:-]*$/i.test(name)) target.removeAttribute(name);
      return;
    }
    const safe = filter.attribute(target, name, value);
    if (safe === null) return;
    if (name === "xlink:href") target.setAttributeNS("http://www.w3.org/1999/xlink", name, safe);
    else target.setAttribute(name, safe);
  }

  function adopt(root: Document | ShadowRoot, texts: readonly string[]): void {
    const { CSSStyleSheet } = iframe.contentWindow as Window & typeof globalThis;
    root.adoptedStyleSheets = texts.map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
  }

  function readAdopted(r: Reader): void {
    const id = r.u();
    const root = id === 0 ? document : get(id);
    const count = r.u();
    if (count > 1000) throw new StreamError("too many style sheets");
    const texts: string[] = [];
    for (let i = 0; i < count; i++) texts.push(filter.css(r.long(bounds.cssBytes)));
    if (id === 0) texts.unshift(ownStyle);
    if ("adoptedStyleSheets" in root) adopt(root, texts);
  }

  function readField(r: Reader): void {
    const field = element(r.u()) as HTMLInputElement;
    const flags = r.u();
    if (flags & fieldBit.select) {
      const index = r.u() - 1;
      if (field.localName === "select") (field as unknown as HTMLSelectElement).selectedIndex = index;
      return;
    }
    const text = r.s();
    if (field.localName !== "input" && field.localName !== "textarea") return;
    field.checked = (flags & fieldBit.checked) > 0;
    field.indeterminate = (flags & fieldBit.indeterminate) > 0;
    if (field.type === "checkbox" || field.type === "radio") return;
    field.value = text;
    // Numbers and dates take no mask signs as their value.
    if (flags & fieldBit.masked) field.placeholder = field.value === text ? "" : text;
  }

  function readScroll(r: Reader): void {
    const id = r.u();
    const to = { x: r.z(), y: r.z() };
    if (id === 0) {
      pageScroll = to;
      scrollPage();
    } else element(id).scrollTo({ left: to.x, top: to.y, behavior: "instant" });
  }

  function scrollPage(): void {
    document.scrollingElement?.scrollTo({ left: pageScroll.x, top: pageScroll.y, behavior: "instant" });
  }

  function focus(id: number): void {
    focused?.removeAttribute(focusMark);
    focused = id === 0 ? null : element(id);
    focused?.setAttribute(focusMark, "");
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
        open(r.u() === 1);
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
        (target as Text).data = r.s();
        return;
      }
      case op.field:
        return readField(r);
      case op.scroll:
        return readScroll(r);
      case op.viewport:
        events.onSize(...size(r));
        return scrollPage();
      case op.focus:
        return focus(r.u());
      case op.adopted:
        return readAdopted(r);
      case op.css: {
        const style = element(r.u());
        const text = r.long(bounds.cssBytes);
        if (style.localName === "style") style.textContent = filter.css(text);
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
      while (!r.isAtEnd()) applyOne(r);
    },
    idOf: (node) => ids.get(node),
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
    remove: () => iframe.remove(),
  };
}

function size(r: Reader): [number, number] {
  return [Math.max(1, Math.min(r.u(), 10_000)), Math.max(1, Math.min(r.u(), 10_000))];
}

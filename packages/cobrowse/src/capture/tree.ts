/**
 * The page's tree as operations. Keeps which nodes the viewer knows (`ids`) and which wait to be placed (`todo`);
 * a snapshot is nothing but the root element waiting. Invariant between two flushes: a connected node that is sent at
 * all is either known and in its place, or waits, or stands inside one that waits. So a flush may stop at its deadline
 * and go on later, and the page may change in between.
 */
import * as kind from "../stream/node-kind.ts";
import * as op from "../stream/op.ts";
import * as bounds from "../stream/bounds.ts";
import type { Writer } from "../stream/writer.ts";
import { createAttributeWriter } from "./attribute-writer.ts";
import { maskCardNumbers, maskSign } from "./card-numbers.ts";
import * as bit from "./context-bit.ts";
import { isField, type Field, type Secrecy } from "./secrecy.ts";
import { sortRecords } from "./sort-records.ts";
import { isElsewhere, rulesOf, styleText } from "./style-source.ts";

const htmlNamespace = "http://www.w3.org/1999/xhtml";
const svgNamespace = "http://www.w3.org/2000/svg";

/** Never sent; a gap keeps their place. */
const gaps = new Set(
  "script noscript template meta base title desc metadata annotation datalist source track audio animate set animateTransform animateMotion".split(
    " ",
  ),
);
/** Their content is a default value, or for browsers that do not know them. */
const leaves = new Set(["textarea", "canvas", "video"]);
const boxes = new Set("iframe object embed".split(" "));
/** Of a text in an element that nobody scrolls. */
const shortChars = 60;
/** Show what no markup says. */
const rare = /^(?:canvas|video|slot|dialog|img)$|-/;

export interface TreeOptions {
  readonly document: Document;
  readonly writer: Writer;
  readonly secrecy: Secrecy;
  /** Never sent: the widget and the laser. */
  readonly excluded: ReadonlySet<Node>;
  /** By element: closed shadow roots; frames' documents are added here. */
  readonly inside: WeakMap<Node, Document | ShadowRoot>;
  /** In place of a style element's or link's own text. */
  readonly texts: WeakMap<Element, string>;
  /** Of a frame of the same site, whether the administrator's rules let it be seen. */
  isFrameShown(inner: Document): boolean;
  /** A root (document or shadow root) is mirrored from now on. */
  onRoot(root: Document | ShadowRoot): void;
  onField(field: Field): void;
  /** May have been scrolled before it was first written. */
  onScroller(node: Node): void;
  /** Has more to show than its markup: a canvas, a custom element, a dialog, a linked style sheet. */
  onRare(element: Element): void;
}

export interface Tree {
  reset(): void;
  /** Takes up what changed; writes removals and changes at once, new places by `flush`. */
  change(records: readonly MutationRecord[]): void;
  /** Writes until `deadline` (of `performance.now`); whether all is written. */
  flush(deadline: number): boolean;
  /** Sends the element anew, as what it has become. */
  renew(element: Element): void;
  /** The style sheet's text is not what was sent. */
  restyle(owner: Element): void;
  /** Writes the attribute as it is now. */
  attribute(element: Element, name: string): void;
  idOf(node: Node): number | undefined;
  nodeOf(id: number): Node | undefined;
  contextOf(node: Node): number;
  isWaiting(): boolean;
}

export function createTree(options: TreeOptions): Tree {
  const { document, writer: w, secrecy, excluded, inside, texts: sheetTexts, onRoot, onRare } = options;
  let ids = new WeakMap<Node, number>();
  let nodes: (Node | undefined)[] = [undefined];
  let contexts: number[] = [0];
  let todo = new Set<Node>();
  const types = new WeakMap<Element, string>();
  let deadline = Infinity;
  let isLate = false;
  let steps = 0;
  let lastId = 0;
  const attributes = createAttributeWriter(w, secrecy);
  /** Once masked, always masked, wherever the page moves it. */
  const masked = new WeakSet<CharacterData>();
  /** Ids of what was moved to where other rules hold, and told anew. */
  let stale: number[] = [];
  /** What stands around an attribute that rules of several elements ask for. */
  const stirred = new Set<Element>();
  /** Nothing was written completely yet: what there is may have been scrolled. */
  let isFirst = true;

  function give(node: Node, context: number): void {
    ids.set(node, nodes.length);
    nodes.push(node);
    contexts.push(context);
    if ((++steps & 31) === 0 && performance.now() > deadline) isLate = true;
  }

  function forget(node: Node): void {
    const id = ids.get(node);
    if (id === undefined) return;
    ids.delete(node);
    nodes[id] = undefined;
    for (let child = node.firstChild; child; child = child.nextSibling) forget(child);
    const root = (node as Element).shadowRoot ?? inside.get(node);
    if (root) forget(root);
  }

  function isSent(node: Node): boolean {
    const type = node.nodeType;
    return (type === 1 || type === 3 || type === 4) && !excluded.has(node);
  }

  function shownText(text: CharacterData, context: number): string {
    if (context & bit.isTextMasked) masked.add(text);
    return masked.has(text) ? text.data.replace(/\S/g, maskSign) : maskCardNumbers(text.data);
  }

  /** Whether what it was told under still holds where it stands now. */
  function isAsTold(node: Node, id: number, outer: number): boolean {
    const context = node.nodeType === 1 ? secrecy.contextOf(node as Element, outer) : outer;
    return (contexts[id]! | bit.isClosed) === (context | bit.isClosed);
  }

  function writeNode(node: Node, outer: number, depth: number): void {
    const known = ids.get(node);
    if (known !== undefined) {
      if (isAsTold(node, known, outer)) {
        w.u(kind.known);
        w.u(known);
        return;
      }
      forget(node);
      stale.push(known);
    }
    if (node.nodeType !== 1) {
      give(node, outer);
      w.u(kind.text);
      w.s(shownText(node as Text, outer));
      return;
    }
    writeElement(node as Element, outer, depth);
  }

  function writeElement(element: Element, outer: number, depth: number): void {
    const tag = element.localName;
    if (
      gaps.has(tag) ||
      depth >= bounds.depth ||
      (tag === "input" && (element as HTMLInputElement).type === "hidden")
    ) {
      give(element, bit.isClosed);
      return w.u(kind.gap);
    }
    if (tag === "link") return writeLink(element as HTMLLinkElement, outer);
    // React writes the type anew at each turn; that makes no other field of it.
    if (tag === "input") types.set(element, (element as HTMLInputElement).type);
    const context = secrecy.contextOf(element, outer);
    const isStyle = tag === "style";
    const isBlocked = secrecy.isBlocked(element);
    if (tag === "iframe") {
      const inner = isBlocked ? null : (element as HTMLIFrameElement).contentDocument;
      if (inner && options.isFrameShown(inner)) return writeFrame(element, inner, context);
      inside.delete(element);
    }
    const isBox = isBlocked || (boxes.has(tag) && !inside.has(element));
    give(element, isStyle || isBox ? context | bit.isClosed : context);
    if (isBox) return writeBox(element);
    if (isStyle) return writeStyle(element as HTMLStyleElement);
    const space = element.namespaceURI;
    const isHtml = space === htmlNamespace;
    w.u(isHtml ? kind.element : space === svgNamespace ? kind.svg : kind.mathml);
    w.s(tag);
    attributes.all(element, context, isHtml);
    const root = (element.shadowRoot ?? inside.get(element)) as ShadowRoot | null;
    if (root && isHtml) {
      give(root, context);
      w.u(root.slotAssignment === "manual" ? kind.shadowByHand : kind.shadow);
      writeChildren(root, context, depth + 1);
      w.u(kind.end);
      onRoot(root);
    }
    if (isHtml && isField(element)) options.onField(element);
    if (rare.test(tag) || element.hasAttribute("popover")) onRare(element);
    // Whether it is scrolled would have to be laid out first.
    if (isFirst && (element.firstElementChild || ((element.firstChild as Text | null)?.length ?? 0) > shortChars))
      options.onScroller(element);
    if (!leaves.has(tag)) writeChildren(element, context, depth + 1);
    w.u(kind.end);
  }

  /** By its address where the viewer may fetch it, else as text where we may read it. */
  function writeLink(link: HTMLLinkElement, context: number): void {
    give(link, context | bit.isClosed);
    const isSheet = /\bstylesheet\b/i.test(link.rel) && !/\balternate\b/i.test(link.rel);
    if (!isSheet || link.disabled) return w.u(kind.gap);
    onRare(link);
    if (sheetTexts.has(link) || (isElsewhere(link) && rulesOf(link.sheet) !== null)) return writeStyle(link);
    w.u(kind.element);
    w.s("link");
    attributes.all(link, context, true);
    w.u(kind.end);
  }

  /** The document is placed once the frame stands: before that the viewer has none. */
  function writeFrame(element: Element, inner: Document, context: number): void {
    give(element, context | bit.isClosed);
    w.u(kind.frame);
    attributes.all(element, context, true);
    w.u(inner.compatMode === "BackCompat" ? 1 : 0);
    give(inner, context);
    inside.set(element, inner);
    onRoot(inner);
    if (inner.documentElement) todo.add(inner.documentElement);
    options.onScroller(inner);
  }

  function writeChildren(parent: Node, context: number, depth: number): void {
    for (let child = parent.firstChild; child; child = child.nextSibling) {
      if (!isSent(child)) continue;
      if (isLate) todo.add(child);
      else {
        todo.delete(child);
        writeNode(child, context, depth);
      }
    }
  }

  function writeBox(element: Element): void {
    const { width, height } = element.getBoundingClientRect();
    w.u(kind.box);
    w.u(Math.min(Math.round(width), 20_000));
    w.u(Math.min(Math.round(height), 20_000));
    w.u(getComputedStyle(element).display.startsWith("inline") ? 1 : 0);
  }

  function writeStyle(element: HTMLStyleElement | HTMLLinkElement): void {
    w.u(kind.style);
    const media = element.media;
    w.u(media ? 1 : 0);
    if (media) {
      w.s("media");
      w.s(media);
    }
    w.long(styleText(element, sheetTexts));
  }

  /** The first node of the waiting run that `node` stands in. */
  function startOfRun(node: Node): { start: Node; before: number } {
    let start = node;
    for (let each = node.previousSibling; each; each = each.previousSibling) {
      if (!isSent(each)) continue;
      const id = ids.get(each);
      if (id !== undefined && !todo.has(each)) return { start, before: id };
      start = each;
    }
    return { start, before: 0 };
  }

  function placeRun(node: Node): void {
    const parent = node.parentNode!;
    const parentId = parent === document ? 0 : ids.get(parent);
    // Unknown parent: it waits itself and brings its children, or it is not mirrored.
    if (parentId === undefined || contexts[parentId]! & bit.isClosed || leaves.has((parent as Element).localName)) {
      todo.delete(node);
      return;
    }
    const { start, before } = startOfRun(node);
    w.u(op.place);
    w.u(parentId);
    w.u(before);
    const context = contexts[parentId]!;
    const depth = depthOf(parent);
    for (let each: Node | null = start; each && !isLate; each = each.nextSibling) {
      if (!isSent(each)) continue;
      if (!todo.delete(each) && ids.has(each)) break;
      writeNode(each, context, depth);
    }
    w.u(kind.end);
    writeList(op.remove, stale);
    stale = [];
  }

  function writeList(operation: number, list: readonly number[]): void {
    if (list.length === 0) return;
    w.u(operation);
    w.u(list.length);
    let last = 0;
    for (const id of list) {
      w.z(id - last);
      last = id;
    }
  }

  function attribute(element: Element, name: string): void {
    const id = ids.get(element);
    if (id === undefined) return;
    const isHtml = element.namespaceURI === htmlNamespace;
    const value = attributes.one(element, contexts[id]!, isHtml, name);
    w.u(op.attribute);
    w.z(id - lastId);
    lastId = id;
    if (rare.test(element.localName)) onRare(element);
    w.s(name);
    w.u(value === null ? 0 : 1);
    if (value !== null) w.s(value);
  }

  function renew(element: Element): void {
    const id = ids.get(element);
    if (id === undefined) return;
    forget(element);
    writeList(op.remove, [id]);
    if (element.isConnected) todo.add(element);
  }

  function restyle(owner: Element): void {
    const id = ids.get(owner);
    if (id === undefined) return;
    if (owner.localName === "link") return renew(owner);
    w.u(op.css);
    w.u(id);
    w.long(styleText(owner as HTMLStyleElement, sheetTexts));
  }

  function change(records: readonly MutationRecord[]): void {
    const { added, removed: gone, texts, styles, attributes: changed } = sortRecords(records);
    const detached: number[] = [];
    for (const node of added) {
      if (!node.isConnected || !isSent(node)) continue;
      const id = ids.get(node);
      if (id !== undefined) detached.push(id);
      todo.add(node);
    }
    writeList(op.detach, detached);
    const removed: number[] = [];
    for (const node of gone) {
      if (node.isConnected) continue;
      todo.delete(node);
      const id = ids.get(node);
      if (id === undefined) continue;
      removed.push(id);
      forget(node);
    }
    writeList(op.remove, removed);
    // Before the texts: they may make other rules hold for those.
    for (const [element, names] of changed)
      if (ids.has(element)) changeAttributes(element, typeof names === "string" ? [names] : [...names]);
    renewStirred();
    for (const text of texts) {
      const id = ids.get(text);
      if (id === undefined) continue;
      w.u(op.text);
      w.u(id);
      w.s(shownText(text, contexts[id]!));
    }
    for (const style of styles) {
      sheetTexts.delete(style);
      restyle(style);
    }
  }

  function changeAttributes(element: Element, names: readonly string[]): void {
    const tag = element.localName;
    if (isField(element)) secrecy.recheck(element);
    const isFrame = inside.has(element) && tag === "iframe";
    const isOther =
      tag === "link" ||
      (tag === "input" && names.includes("type") && types.get(element) !== (element as HTMLInputElement).type) ||
      (boxes.has(tag) && !isFrame);
    if (tag === "link") sheetTexts.delete(element);
    if (isOther || (isUnder(element, names) && isChanged(element))) return renew(element);
    if (contextOf(element) & bit.isClosed && !isFrame) {
      if (tag === "style" && names.includes("media")) attribute(element, "media");
      return;
    }
    for (const name of names) attribute(element, name === "srcset" || name === "sizes" ? "src" : name);
  }

  /** Whether rules ask for one of the attributes. Where they ask for more than one element, those around are looked at as well. */
  function isUnder(element: Element, names: readonly string[]): boolean {
    let reach = 0;
    for (const name of names) reach = Math.max(reach, secrecy.reachOf(name));
    if (reach > 1) stirred.add(element.parentElement ?? element);
    return reach > 0;
  }

  /** What is in them for which other rules hold now. */
  function renewStirred(): void {
    for (const root of stirred) {
      for (const element of root.querySelectorAll("*")) {
        const id = ids.get(element);
        if (id === undefined) continue;
        const isNewlyBlocked = (contexts[id]! & bit.isClosed) === 0 && secrecy.isBlocked(element);
        if (isNewlyBlocked || !isAsTold(element, id, contextOf(element.parentNode!))) renew(element);
      }
    }
    stirred.clear();
  }

  /** Whether an attribute made other rules hold for it. */
  function isChanged(element: Element): boolean {
    const outer = contextOf(element.parentNode ?? document);
    return !isAsTold(element, ids.get(element)!, outer) || secrecy.isBlocked(element);
  }

  function contextOf(node: Node): number {
    const id = ids.get(node);
    return id === undefined ? 0 : contexts[id]!;
  }

  return {
    reset() {
      ids = new WeakMap();
      nodes = [undefined];
      contexts = [0];
      todo = new Set(document.documentElement ? [document.documentElement] : []);
      lastId = 0;
      isFirst = true;
    },
    change,
    flush(until) {
      deadline = until;
      isLate = false;
      for (const node of todo) {
        if (isLate) break;
        if (node.isConnected) placeRun(node);
        else todo.delete(node);
      }
      if (todo.size === 0) isFirst = false;
      return todo.size === 0;
    },
    renew,
    restyle,
    attribute,
    idOf: (node) => ids.get(node),
    nodeOf: (id) => nodes[id],
    contextOf,
    isWaiting: () => todo.size > 0,
  };
}

function depthOf(node: Node): number {
  let depth = 0;
  for (let each: Node | null = node; each; each = each.parentNode ?? (each as ShadowRoot).host ?? null) depth++;
  return depth;
}

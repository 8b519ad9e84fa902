/** Adopted and script-edited style sheets. They change without any event, so they are compared now and then. */
import * as bounds from "../stream/bounds.ts";
import * as op from "../stream/op.ts";
import type { Writer } from "../stream/writer.ts";
import { shownStyle } from "./style-text.ts";
import { rulesOf } from "./tree.ts";

type Root = Document | ShadowRoot;

export interface StyleWatch {
  add(root: Root): void;
  compare(): void;
  clear(): void;
}

export interface StyleWatchOptions {
  readonly document: Document;
  readonly writer: Writer;
  idOf(node: Node): number | undefined;
  renew(element: Element): void;
}

export function createStyleWatch({ document, writer: w, idOf, renew }: StyleWatchOptions): StyleWatch {
  let adopted = new Map<Root, readonly unknown[]>();
  const edited = new WeakMap<Element, readonly unknown[]>();

  function compareAdopted(root: Root, before: readonly unknown[]): void {
    const id = root === document ? 0 : idOf(root);
    if (id === undefined) return void adopted.delete(root);
    const sheets = root.adoptedStyleSheets;
    const now = sheets.filter((sheet) => !sheet.disabled).flatMap(markOf);
    if (isSame(before, now)) return;
    adopted.set(root, now);
    w.u(op.adopted);
    w.u(id);
    const texts = sheets.filter((sheet) => !sheet.disabled).map((sheet) => shownSheet(sheet));
    w.u(texts.length);
    for (const text of texts) w.long(text);
  }

  function shownSheet(sheet: CSSStyleSheet): string {
    const text = shownStyle(rulesOf(sheet) ?? "", document.baseURI);
    if (text.length * 3 > bounds.cssBytes) return "";
    const media = sheet.media.mediaText;
    return media ? `@media ${media} {${text}}` : text;
  }

  return {
    add(root) {
      if (!adopted.has(root)) adopted.set(root, []);
    },
    compare() {
      for (const [root, before] of adopted) {
        if (root.adoptedStyleSheets.length > 0 || before.length > 0) compareAdopted(root, before);
        for (const sheet of root.styleSheets) {
          const owner = sheet.ownerNode;
          if (!(owner instanceof Element) || owner.localName !== "style" || owner.textContent?.trim()) continue;
          const now = markOf(sheet);
          const known = edited.get(owner);
          edited.set(owner, now);
          if (known && !isSame(known, now)) renew(owner);
        }
      }
    },
    clear() {
      adopted = new Map();
    },
  };
}

/** Changes when rules are added, removed or replaced: the browser keeps one object per rule. */
function markOf(sheet: CSSStyleSheet): unknown[] {
  const rules = sheet.cssRules;
  return [sheet, rules.length, rules[0], rules[rules.length - 1]];
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}

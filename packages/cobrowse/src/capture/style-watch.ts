/**
 * Style sheets that scripts make or edit: adopted ones, inserted rules, edited rules, disabled sheets. None of it makes an
 * event, so they are compared now and then; edits inside a rule are found by rare/rule-reader.ts.
 */
import * as bounds from "../stream/bounds.ts";
import * as op from "../stream/op.ts";
import type { Writer } from "../stream/writer.ts";
import { rulesOf } from "./style-source.ts";
import { shownStyle } from "./style-text.ts";

type Root = Document | ShadowRoot;

export interface StyleWatch {
  add(root: Root): void;
  /** Writes what differs from what was last sent. */
  compare(): void;
  clear(): void;
}

export interface StyleWatchOptions {
  readonly document: Document;
  readonly writer: Writer;
  /** Takes the rules in place of what the element says. */
  readonly texts: WeakMap<Element, string>;
  /** How often an edit of the sheet's rules was found. */
  readonly edits: WeakMap<CSSStyleSheet, number>;
  idOf(node: Node): number | undefined;
  restyle(owner: Element): void;
}

export function createStyleWatch(options: StyleWatchOptions): StyleWatch {
  const { document, writer: w, texts, edits, idOf, restyle } = options;
  let adopted = new Map<Root, readonly unknown[]>();
  const marks = new WeakMap<CSSStyleSheet, readonly unknown[]>();
  /** Changes when rules are added, removed, replaced or edited: the browser keeps one object per rule. */
  function markOf(sheet: CSSStyleSheet): unknown[] {
    const rules = rulesIn(sheet);
    return [sheet, sheet.disabled, rules.length, rules[0], rules[rules.length - 1], edits.get(sheet)];
  }

  function compareAdopted(root: Root, before: readonly unknown[]): void {
    const id = root === document ? 0 : idOf(root);
    if (id === undefined) return void adopted.delete(root);
    const sheets = root.adoptedStyleSheets.filter((sheet) => !sheet.disabled);
    const now = sheets.flatMap(markOf);
    if (isSame(before, now)) return;
    adopted.set(root, now);
    w.u(op.adopted);
    w.u(id);
    w.u(sheets.length);
    for (const sheet of sheets) w.long(shownSheet(sheet));
  }

  function shownSheet(sheet: CSSStyleSheet): string {
    const text = shownStyle(rulesOf(sheet) ?? "", document.baseURI);
    if (text.length * 3 > bounds.cssBytes) return "";
    const media = sheet.media.mediaText;
    return media ? `@media ${media} {${text}}` : text;
  }

  function compareOwned(sheet: CSSStyleSheet): void {
    const owner = sheet.ownerNode as Element | null;
    if (!owner || idOf(owner) === undefined) return;
    const now = markOf(sheet);
    const before = marks.get(sheet);
    marks.set(sheet, now);
    if (before ? isSame(before, now) : !sheet.disabled) return;
    texts.set(owner, sheet.disabled ? "" : (rulesOf(sheet) ?? ""));
    restyle(owner);
  }

  return {
    add(root) {
      if (!adopted.has(root)) adopted.set(root, []);
    },
    compare() {
      for (const [root, before] of adopted) {
        if (root.adoptedStyleSheets.length > 0 || before.length > 0) compareAdopted(root, before);
        for (const sheet of root.styleSheets) compareOwned(sheet);
      }
    },
    clear() {
      adopted = new Map();
    },
  };
}

/** None where the browser keeps them from us. */
function rulesIn(sheet: CSSStyleSheet): ArrayLike<CSSRule> {
  try {
    return sheet.cssRules;
  } catch {
    return [];
  }
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}

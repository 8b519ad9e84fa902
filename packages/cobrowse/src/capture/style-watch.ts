/**
 * Style sheets that scripts make or edit: adopted ones, inserted rules, edited declarations, disabled sheets. None of it
 * makes an event, so they are compared now and then; single rules are read a few at a time.
 */
import * as bounds from "../stream/bounds.ts";
import * as op from "../stream/op.ts";
import type { Writer } from "../stream/writer.ts";
import { shownStyle } from "./style-text.ts";
import { rulesOf } from "./tree.ts";

type Root = Document | ShadowRoot;

/** For reading rules, each time. */
const readMs = 2;

export interface StyleWatch {
  add(root: Root): void;
  /** Writes what differs from what was last sent. */
  compare(): void;
  /** Looks into some more rules for `compare` to know. */
  read(): void;
  clear(): void;
}

export interface StyleWatchOptions {
  readonly document: Document;
  readonly writer: Writer;
  /** Takes the rules in place of what the element says. */
  readonly texts: WeakMap<Element, string>;
  idOf(node: Node): number | undefined;
  restyle(owner: Element): void;
}

export function createStyleWatch({ document, writer: w, texts, idOf, restyle }: StyleWatchOptions): StyleWatch {
  let adopted = new Map<Root, readonly unknown[]>();
  const marks = new WeakMap<CSSStyleSheet, readonly unknown[]>();
  /** How often an edit of the sheet's rules was found. */
  const edits = new WeakMap<CSSStyleSheet, number>();
  const ruleTexts = new WeakMap<CSSRule, number>();
  let reading = allRules();

  function* allRules(): Generator<[CSSStyleSheet, CSSRule]> {
    for (const root of adopted.keys()) {
      for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) {
        for (const rule of rulesIn(sheet)) yield [sheet, rule];
      }
    }
  }

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
    read() {
      const until = performance.now() + readMs;
      do {
        const next = reading.next();
        if (next.done) {
          reading = allRules();
          return;
        }
        const [sheet, rule] = next.value;
        const [now, before] = [hash(rule.cssText), ruleTexts.get(rule)];
        ruleTexts.set(rule, now);
        if (before !== undefined && before !== now) edits.set(sheet, (edits.get(sheet) ?? 0) + 1);
      } while (performance.now() < until);
    },
    clear() {
      adopted = new Map();
    },
  };
}

/** None where the browser keeps them from us. */
function rulesIn(sheet: CSSStyleSheet): ArrayLike<CSSRule> & Iterable<CSSRule> {
  try {
    return sheet.cssRules;
  } catch {
    return [];
  }
}

function hash(text: string): number {
  let value = 0;
  for (let i = 0; i < text.length; i++) value = (value * 31 + text.charCodeAt(i)) | 0;
  return value;
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}

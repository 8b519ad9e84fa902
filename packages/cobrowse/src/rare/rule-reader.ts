/** Finds declarations and selectors that scripts edit in place: reads all rules' texts, a few at a time, again and again. */

/** For reading, each time: a page of a hundred rules is looked through in two seconds, and pays a thousandth of its time. */
const readMs = 0.3;

export interface RuleReader {
  read(): void;
}

/** Counts what it finds in `edits`. */
export function createRuleReader(
  roots: ReadonlySet<Document | ShadowRoot>,
  edits: WeakMap<CSSStyleSheet, number>,
): RuleReader {
  const known = new WeakMap<CSSRule, number>();
  let reading = allRules();

  function* allRules(): Generator<[CSSStyleSheet, CSSRule]> {
    for (const root of roots) {
      for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) {
        for (const rule of rulesIn(sheet)) yield [sheet, rule];
      }
    }
  }

  return {
    read() {
      const until = performance.now() + readMs;
      do {
        const next = reading.next();
        if (next.done) {
          reading = allRules();
          return;
        }
        const [sheet, rule] = next.value;
        const [now, before] = [hash(rule.cssText), known.get(rule)];
        known.set(rule, now);
        if (before !== undefined && before !== now) edits.set(sheet, (edits.get(sheet) ?? 0) + 1);
      } while (performance.now() < until);
    },
  };
}

/** None where the browser keeps them from us. */
function rulesIn(sheet: CSSStyleSheet): Iterable<CSSRule> {
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

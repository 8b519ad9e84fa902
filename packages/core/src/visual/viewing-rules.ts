/**
 * The administrator's rules of what an agent may see of a page (VIS-05), one a line:
 *   mask .balance            text and fields inside
 *   unmask field:type=email  fields by `autocomplete`, `inputmode`, `type` or `name`
 *   mask label:salary, palkka*  fields by the words of their label, in any case and with or without accents; `*` is any ending or beginning
 *   block #map on /account/* on some pages only, by path; `*` is anything
 *   pause on /pay/*          viewing pauses there
 * Selectors are the browser's matter: one that it does not know has no effect there. What can never be unmasked stays so in the engine.
 */

export interface ViewingRule {
  readonly action: "mask" | "unmask" | "block" | "pause";
  /** A CSS selector; empty with `pause`. */
  readonly selector: string;
  /** Instead of a selector: words of a field's label. */
  readonly labels?: readonly string[];
  /** Of the path; absent: every page. */
  readonly page?: string;
}

/** What holds on one page. */
export interface PageView {
  readonly isPaused: boolean;
  readonly mask: readonly string[];
  readonly unmask: readonly string[];
  readonly block: readonly string[];
  /** By words of a field's label. */
  readonly maskLabels: readonly string[];
  readonly unmaskLabels: readonly string[];
}

const line = /^(mask|unmask|block|pause)(?:\s+(?!on\s+\/)(.*?))?(?:\s+on\s+(\/\S*))?$/i;
const field = /^field:(autocomplete|inputmode|type|name)=([\w .:[\]-]+)$/i;

/** `null`: not a rule. */
export function parseViewingRule(text: string): ViewingRule | null {
  const [, word = "", what = "", page] = line.exec(text.trim()) ?? [];
  const action = word.toLowerCase() as ViewingRule["action"];
  if (!word || (action === "pause") !== (what === "")) return null;
  if (action === "pause" && page === undefined) return null;
  const labels = what.startsWith("label:") ? labelsIn(what) : undefined;
  if (labels) {
    const isRule = labels.length > 0 && (action === "mask" || action === "unmask");
    return isRule ? { action, selector: "", labels, ...(page === undefined ? {} : { page }) } : null;
  }
  const selector = what.startsWith("field:") ? fieldSelector(what) : what;
  // A brace or a comment would reach into other rules.
  if (selector === null || /[{}]|\/\*/.test(selector)) return null;
  return { action, selector, ...(page === undefined ? {} : { page }) };
}

/** None at all if one of them has no letter or digit: it would fit every label, or none. */
function labelsIn(what: string): string[] {
  const all = what
    .slice("label:".length)
    .split(",")
    .map((each) => each.trim());
  return all.every((each) => /[\p{L}\p{N}]/u.test(each) && each.length <= 80) ? all : [];
}

function fieldSelector(what: string): string | null {
  const [, name, value] = field.exec(what) ?? [];
  if (!name || !value) return null;
  // Of `autocomplete` one word of several: `section-a billing given-name`.
  const how = name.toLowerCase() === "autocomplete" ? "~=" : "=";
  return `:is(input,textarea,select)[${name.toLowerCase()}${how}"${value}" i]`;
}

/** Lines that are no rules have no effect; the administration does not let them in. */
export function viewOfPage(rules: readonly string[], path: string): PageView {
  const here = rules.flatMap((text) => {
    const rule = parseViewingRule(text);
    return rule && (rule.page === undefined || matches(rule.page, path)) ? [rule] : [];
  });
  const selectors = (action: ViewingRule["action"]): string[] =>
    here.filter((rule) => rule.action === action && !rule.labels).map(({ selector }) => selector);
  const labels = (action: ViewingRule["action"]): string[] =>
    here.flatMap((rule) => (rule.action === action ? (rule.labels ?? []) : []));
  return {
    isPaused: here.some(({ action }) => action === "pause"),
    mask: selectors("mask"),
    unmask: selectors("unmask"),
    block: selectors("block"),
    maskLabels: labels("mask"),
    unmaskLabels: labels("unmask"),
  };
}

/** Without regular expressions: a pattern of stars must not take long. */
function matches(pattern: string, path: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return path === pattern;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop()!;
  for (const part of rest) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return path.length - last.length >= at && path.endsWith(last);
}

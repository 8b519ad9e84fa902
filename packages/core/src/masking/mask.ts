/**
 * Masks what the administrator's rules name, before anything is stored (CHAT-06). Letters and digits become `*`; all else stays, so
 * that the text keeps its length and its shape. Own patterns are RE2's: they take time linear in the text, whatever their author wrote.
 */
import type { MaskingConfig, Side } from "@rinnalla/protocol";
import { RE2JS } from "re2js";
import { builtIn, type Range } from "./built-in.ts";

export type Mask = (text: string) => string;

/** Null: the pattern is none that RE2 knows. */
export function compileRule(rule: Pick<MaskingConfig, "what" | "pattern" | "isCaseSensitive">): Mask | null {
  const find =
    rule.what === "pattern" ? ownFinder(rule.pattern ?? "", rule.isCaseSensitive ?? false) : builtIn[rule.what];
  return find && ((text) => cover(text, find(text)));
}

/** Null: nothing is masked on this side. A rule that cannot be read is left out; it was refused when it was put. */
export function maskOf(rules: Iterable<MaskingConfig>, side: Side): Mask | null {
  const masks: Mask[] = [];
  for (const rule of rules) {
    if (!rule.isOn || (rule.appliesTo !== "both" && rule.appliesTo !== side)) continue;
    const mask = compileRule(rule);
    if (mask) masks.push(mask);
  }
  return masks.length === 0 ? null : (text) => masks.reduce((masked, mask) => mask(masked), text);
}

/** Such a pattern means something else than its author thinks. */
export function matchesEmpty(pattern: string): boolean {
  return RE2JS.compile(pattern).matcher("").find();
}

function ownFinder(pattern: string, isCaseSensitive: boolean): ((text: string) => readonly Range[]) | null {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern, isCaseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  } catch {
    return null;
  }
  return (text) => {
    const ranges: Range[] = [];
    const matcher = compiled.matcher(text);
    while (matcher.find()) ranges.push([matcher.start(), matcher.end()]);
    return ranges;
  };
}

function cover(text: string, ranges: readonly Range[]): string {
  if (ranges.length === 0) return text;
  let masked = "";
  let at = 0;
  for (const [from, to] of ranges) {
    masked +=
      text.slice(at, from) + text.slice(from, to).replace(/[\p{L}\p{M}\p{N}]/gu, (sign) => "*".repeat(sign.length));
    at = to;
  }
  return masked + text.slice(at);
}

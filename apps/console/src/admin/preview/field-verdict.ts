/**
 * Which rule says what of a field (VIS-05): the fields of a piece of HTML, each as the customer's page would treat it, by the very code that
 * does it there. The HTML is read without running or fetching anything of it.
 */
import { createLabelRules, createSecrecy, isField, isSensitive, type Field } from "@rinnalla/cobrowse/rules";
import { parseViewingRule, viewOfPage } from "@rinnalla/core";

export type FieldFate = "paused" | "blocked" | "never" | "masked" | "open" | "default";

export interface FieldVerdict {
  readonly name: string;
  readonly fate: FieldFate;
  /** The lines that speak of it, and the mark in the page if there is one; what decides comes first. */
  readonly rules: readonly string[];
}

const mostFields = 50;
const mostNameChars = 80;
const weight = { pause: 0, block: 1, mask: 2, unmask: 3 } as const;

export function fieldVerdicts(html: string, rules: readonly string[], path: string): readonly FieldVerdict[] {
  const document = new DOMParser().parseFromString(html, "text/html");
  const view = viewOfPage(rules, path);
  const secrecy = createSecrecy(document, view, createLabelRules(view.maskLabels, view.unmaskLabels));
  const fields = [...document.querySelectorAll("input, textarea, select")].filter((each) => isField(each));
  const verdicts = fields.slice(0, mostFields).map((field): FieldVerdict => {
    let context = 0;
    let isBlocked = false;
    for (const each of [...ancestors(field)].toReversed()) {
      context = secrecy.contextOf(each, context);
      isBlocked ||= secrecy.isBlocked(each);
    }
    const degree = secrecy.degree(field, context);
    const fate: FieldFate = view.isPaused
      ? "paused"
      : isBlocked
        ? "blocked"
        : isSensitive(field)
          ? "never"
          : degree === "open"
            ? "open"
            : degree === "sealed"
              ? "masked"
              : "default";
    return { name: nameOf(field), fate, rules: fate === "never" ? [] : speaking(field, rules, path) };
  });
  secrecy.stop();
  return verdicts;
}

function* ancestors(element: Element): Generator<Element> {
  for (let each: Element | null = element; each; each = each.parentElement) yield each;
}

/** Those that hold on the page and match the field or what it stands in. */
function speaking(field: Field, rules: readonly string[], path: string): string[] {
  const found = rules.flatMap((text) => {
    const rule = parseViewingRule(text);
    const view = viewOfPage([text], path);
    if (!rule) return [];
    const labels = createLabelRules(view.maskLabels, view.unmaskLabels).verdict(field);
    const isMeant =
      view.isPaused ||
      [...view.block, ...view.mask, ...view.unmask].some((selector) => closest(field, selector)) ||
      (rule.labels !== undefined && (rule.action === "mask" ? labels === "sealed" : labels === "open"));
    return isMeant ? [{ text, weight: weight[rule.action] }] : [];
  });
  const marks = ["data-rinnalla-block", "data-rinnalla-mask"].filter((mark) => field.closest(`[${mark}]`));
  return [...marks, ...found.toSorted((a, b) => a.weight - b.weight).map(({ text }) => text)];
}

/** A selector that the browser does not know has no effect. */
function closest(field: Field, selector: string): boolean {
  try {
    return field.closest(selector) !== null;
  } catch {
    return false;
  }
}

function nameOf(field: Field): string {
  const label = field.labels?.[0]?.textContent ?? field.getAttribute("aria-label") ?? field.getAttribute("placeholder");
  const name = label?.replace(/\s+/g, " ").trim() || field.name || field.id;
  return (name ? `${name} (${field.type})` : `<${field.localName} type=${field.type}>`).slice(0, mostNameChars);
}

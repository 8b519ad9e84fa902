/**
 * The administrator's rules by a field's label (VIS-05), asked at each look at the field, because a label may come later or change. What was
 * once masked by its label stays so; a field that nothing names yet is taken for one that is masked. Fetched only where there are such rules.
 */
import type { LabelRules } from "../types.ts";
import { compileLabel, fitsLabel, wordsOf, type LabelPattern } from "./label-words.ts";

const mostLabelChars = 300;
/** Words in these are what is filled in, or chosen from. */
const fieldTags = /^(?:select|textarea|option|optgroup|datalist|script|style)$/;

export function createLabelRules(mask: readonly string[], unmask: readonly string[]): LabelRules {
  const masked = mask.map(compileLabel);
  const open = unmask.map(compileLabel);
  let labels = new WeakMap<Node, Map<string, Element[]>>();
  let isKept = false;

  /** All labels of a root by what they are for; true until the page has its turn again. */
  function labelsIn(root: Document | ShadowRoot): Map<string, Element[]> {
    if (!isKept) {
      isKept = true;
      queueMicrotask(() => {
        isKept = false;
        labels = new WeakMap();
      });
    }
    let known = labels.get(root);
    if (known) return known;
    known = new Map();
    for (const label of root.querySelectorAll("label[for]")) {
      const of = label.getAttribute("for")!;
      known.set(of, [...(known.get(of) ?? []), label]);
    }
    labels.set(root, known);
    return known;
  }

  function namesOf(field: Element): string[] {
    const root = field.getRootNode() as Document | ShadowRoot;
    const ids = field.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
    const elements = [
      field.closest("label"),
      ...(field.id && "querySelectorAll" in root ? (labelsIn(root).get(field.id) ?? []) : []),
      ...ids.map((id) => (id && "getElementById" in root ? root.getElementById(id) : null)),
    ];
    const texts = elements.map((each) => (each ? textOf(each) : ""));
    for (const name of ["aria-label", "placeholder", "title"]) texts.push(field.getAttribute(name) ?? "");
    return texts.filter((text) => /\S/.test(text)).map((text) => text.slice(0, mostLabelChars));
  }

  /** A group's name says what its fields are about, but not that one of them may be seen. */
  function groupOf(field: Element): string[] {
    const legend = field.closest("fieldset")?.querySelector(":scope > legend");
    return legend ? [textOf(legend).slice(0, mostLabelChars)] : [];
  }

  return {
    hasMasks: masked.length > 0,
    verdict(field) {
      const names = namesOf(field);
      const fits = (patterns: readonly LabelPattern[], texts: readonly string[]): boolean =>
        texts.map(wordsOf).some((words) => patterns.some((pattern) => fitsLabel(pattern, words)));
      if (masked.length > 0) {
        if (fits(masked, [...names, ...groupOf(field)])) return "sealed";
        if (names.length === 0) return "hidden";
      }
      return fits(open, names) ? "open" : null;
    },
  };
}

/** What it says, without what stands in fields inside it. */
function textOf(element: Element): string {
  const walker = element.ownerDocument.createTreeWalker(element, 4 /* text */);
  let text = "";
  while (text.length < mostLabelChars && walker.nextNode())
    if (!fieldTags.test(walker.currentNode.parentElement?.localName ?? ""))
      text += (walker.currentNode as Text).data + " ";
  return text;
}

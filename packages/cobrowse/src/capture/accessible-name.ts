/** What an element is called, for the list of the agent's actions. Built only from text that the agent sees as well. */
import * as bit from "./context-bit.ts";
import { isField } from "./guard.ts";
import type { Tree } from "./tree.ts";

const maxChars = 80;

export function nameOf(element: Element, tree: Pick<Tree, "idOf" | "contextOf">): string {
  const fallback = element.getAttribute("role") ?? element.localName;
  if (tree.contextOf(element) & bit.isTextMasked) return fallback;
  const label = isField(element) ? element.labels?.[0] : null;
  const isButtonInput =
    element.localName === "input" && /^(?:submit|button|reset)$/.test((element as HTMLInputElement).type);
  const name =
    (label && shownText(label, tree)) ||
    (isButtonInput && (element as HTMLInputElement).value) ||
    (!isField(element) &&
      (element.getAttribute("aria-label") || shownText(element, tree) || element.getAttribute("alt"))) ||
    fallback;
  return name
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, maxChars * 2);
}

function shownText(element: Element, tree: Pick<Tree, "idOf" | "contextOf">): string {
  const walker = element.ownerDocument.createTreeWalker(element, 4 /* text */);
  let text = "";
  while (text.length < maxChars * 2 && walker.nextNode()) {
    const node = walker.currentNode;
    const isShown = tree.idOf(node) !== undefined && !(tree.contextOf(node) & bit.isTextMasked);
    if (isShown && node.parentElement?.localName !== "option") text += (node as Text).data + " ";
  }
  return text.trim();
}

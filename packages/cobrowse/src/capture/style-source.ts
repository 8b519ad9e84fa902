/** The text of a style element or of a linked style sheet, as it may leave the page. */
import * as bounds from "../stream/bounds.ts";
import { resourceUrl } from "./shown-url.ts";
import { shownStyle } from "./style-text.ts";

type Owner = HTMLStyleElement | HTMLLinkElement;

/** `texts`: in place of an element's own. */
export function styleText(owner: Owner, texts: WeakMap<Element, string>): string {
  const own = owner.textContent;
  // Style libraries insert rules without any text ("speedy" mode); a link's text is only in its rules.
  const text = texts.get(owner) ?? (own.trim() ? own : (rulesOf(owner.sheet) ?? ""));
  const css = shownStyle(text, owner.localName === "link" ? (owner as HTMLLinkElement).href : owner.baseURI);
  return css.length * 3 < bounds.cssBytes ? css : "";
}

/** On another site, where the viewer may not be let to fetch it. */
export function isElsewhere(link: HTMLLinkElement): boolean {
  const url = resourceUrl(link.href, link.baseURI);
  return url === null || new URL(url).origin !== location.origin;
}

/** The sheet's rules as text, or `null` where the browser keeps them from us. */
export function rulesOf(sheet: CSSStyleSheet | null | undefined): string | null {
  if (!sheet) return null;
  try {
    let text = "";
    for (const rule of sheet.cssRules) text += rule.cssText + "\n";
    return text;
  } catch {
    return null;
  }
}

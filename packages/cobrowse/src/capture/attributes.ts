/**
 * Which attributes leave the page, and as what. A closed list: what draws the page passes, what may repeat a value or
 * carry data does not (VIS-05). Unknown ones (`data-state`, `aria-expanded`, frameworks' marks) pass as long as they
 * are short plain words, because styles select by them.
 */
import { drawingAttributes, wordedAttributes } from "../stream/drawing-attributes.ts";
import { maskCardNumbers } from "./card-numbers.ts";
import { resourceUrl } from "./shown-url.ts";
import { shownStyle, withoutCustomProperties } from "./style-text.ts";

const never =
  /^(?:on.*|name|is|title|for|form.*|action|src.*|nonce|contenteditable|auto.*|selected|checked|aria-(?:label|description|value.*|placeholder|role.*))$/;
const plainWord = /^[a-z-]{0,16}$/i;

export interface AttributeContext {
  readonly base: string;
  /** The element or what is around it is masked, or it is a field whose value is. */
  readonly isMasked: boolean;
}

/** What to send for an attribute of an HTML element; `null`: nothing. `name` is lower case. */
export function shownAttribute(
  element: Element,
  name: string,
  value: string,
  { base, isMasked }: AttributeContext,
): string | null {
  if (name === "class" || name === "id") return value;
  if (name === "style") {
    const style = value.includes("(") || value.includes("--") ? shownStyle(value, base) : value;
    return isMasked ? withoutCustomProperties(style) : style;
  }
  const tag = element.localName;
  if (name === "href") {
    // Only that there is one: `:link` needs it, the agent does not.
    if (tag === "a" || tag === "area") return "";
    return tag === "link" ? resourceUrl(value, base) : null;
  }
  if (name === "src") {
    if (tag !== "img") return null;
    return resourceUrl((element as HTMLImageElement).currentSrc || value, base);
  }
  if (name === "rel") return tag === "link" ? "stylesheet" : null;
  if (name === "value") {
    if (isMasked) return null;
    if (tag === "progress" || tag === "meter" || tag === "li") return value;
    return tag === "input" && /^(?:submit|button|reset)$/.test((element as HTMLInputElement).type)
      ? maskCardNumbers(value)
      : null;
  }
  if (wordedAttributes.has(name)) return isMasked ? null : maskCardNumbers(value);
  if (drawingAttributes.has(name)) return value;
  if (isMasked || never.test(name) || !plainWord.test(value)) return null;
  return value;
}

/** The same for SVG and MathML, where nearly all attributes draw. */
export function shownForeignAttribute(
  element: Element,
  name: string,
  value: string,
  where: AttributeContext,
): string | null {
  if (name === "style" || name === "class") return shownAttribute(element, name, value, where);
  if (name === "href" || name === "xlink:href") {
    if (value.startsWith("#")) return value;
    return element.localName === "image" ? resourceUrl(value, where.base) : null;
  }
  if (name === "id") return value;
  if (name.includes(":") || name.startsWith("data-") || name.startsWith("aria-") || never.test(name)) return null;
  return where.isMasked && value.length > 40 && element.localName !== "path" ? null : value;
}

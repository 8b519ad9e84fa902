/**
 * Which attributes leave the page, and as what. A closed list: what draws the page passes, what may repeat a value or
 * carry data does not (VIS-05). Of the unknown ones, by which styles select, those pass that are named as states are
 * (`data-state`, `aria-expanded`, a custom element's `variant`) and say a short plain word.
 */
import { drawingAttributes, wordedAttributes } from "../stream/drawing-attributes.ts";
import { maskCardNumbers } from "./card-numbers.ts";
import { resourceUrl } from "./shown-url.ts";
import { shownStyle, withoutCustomProperties } from "./style-text.ts";

const plainWord = /^[a-z-]{0,16}$/;
const saysNothing = /^(?:|true|false)$/;
const stateName =
  /(?:^|-)(?:state|status|theme|mode|scheme|side|align|orientation|position|placement|direction|size|variant|color|type|kind|level|part|scope|active|current|sort)$/;

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
  if (name === "style") {
    const style = value.includes("(") || value.includes("--") ? shownStyle(value, base, true) : value;
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
  if (name === "poster") return tag === "video" ? resourceUrl(value, base) : null;
  if (name === "name") return tag === "slot" ? value : null;
  if (name === "value") {
    if (isMasked) return null;
    if (tag === "progress" || tag === "meter" || tag === "li") return value;
    return tag === "input" && /^(?:submit|button|reset)$/.test((element as HTMLInputElement).type)
      ? maskCardNumbers(value)
      : null;
  }
  if (wordedAttributes.has(name)) return isMasked ? null : maskCardNumbers(value);
  if (drawingAttributes.has(name)) return value;
  if (isMasked) return null;
  return saysNothing.test(value) || (stateName.test(name) && plainWord.test(value)) ? value : null;
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
  if (/^(?:on|data-|aria-|.*:)/i.test(name)) return null;
  return where.isMasked && value.length > 40 && element.localName !== "path" ? null : value;
}

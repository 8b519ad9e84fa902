/**
 * What elements and attributes may be rebuilt: closed lists, because the stream is hostile (VIS-09). Anything that
 * runs, fetches, navigates, submits or frames is not on them; the CSP of the viewer document is the second wall.
 */
import { drawingAttributes, wordedAttributes } from "../stream/drawing-attributes.ts";
import { filterCss, filterDeclarations, type AllowUrl } from "./css-filter.ts";

const html = new Set(
  (
    "html head body a abbr acronym address area article aside b bdi bdo big blockquote br button canvas caption center cite code " +
    "col colgroup data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 " +
    "header hgroup hr i img input ins kbd label legend li link main map mark marquee menu menuitem meter nav nobr ol optgroup option output p " +
    "picture pre progress q rp rt ruby s samp search section select slot small span strike strong sub summary sup table tbody td " +
    "textarea tfoot th thead time tr tt u ul var video wbr"
  ).split(" "),
);
const svg = new Set(
  (
    "svg g path rect circle ellipse line polyline polygon text tspan textPath defs symbol use linearGradient radialGradient stop " +
    "clipPath mask pattern marker image filter title desc switch foreignObject a view feBlend feColorMatrix feComponentTransfer " +
    "feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG " +
    "feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence"
  ).split(" "),
);
const mathml = new Set(
  (
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder mover munderover " +
    "mmultiscripts mprescripts mtable mtr mtd semantics annotation none"
  ).split(" "),
);
export const namespaces = {
  html: "http://www.w3.org/1999/xhtml",
  svg: "http://www.w3.org/2000/svg",
  mathml: "http://www.w3.org/1998/Math/MathML",
} as const;
export type Space = keyof typeof namespaces;

const customName = /^[a-z][a-z0-9._]*-[a-z0-9._-]*$/;
const attributeName = /^[a-z_][\w.:-]{0,79}$/i;
/** Marks stacked on one letter, and changes of direction in each other, cost the browser more than any language needs. */
const stacked = /([\p{M}\u202a-\u202e\u2066-\u2069]{30})[\p{M}\u202a-\u202e\u2066-\u2069]+/gu;
const mostCovered = 100_000;
const mostSpan: Record<string, number> = { colspan: 100, span: 100, rowspan: 500 };
/** Would take the agent's keys or be acted on; of the others a custom element's own styles may need any. */
const interactive =
  /^(?:autofocus|tabindex|contenteditable|popover\w*|accesskey|draggable|nonce|autocorrect|spellcheck)$/i;
const inputTypes =
  /^(?:text|search|url|tel|email|number|checkbox|radio|range|color|date|time|month|week|datetime-local|submit|button|reset|file)$/;

export interface NodeFilter {
  /** The name to build with; something inert in place of what may not be. */
  tag(space: Space, name: string): string;
  /** The value to set; `null`: not this attribute. */
  attribute(element: Element, name: string, value: string): string | null;
  css(text: string): string;
  text(text: string): string;
}

/** `origins`: exact origins from which style sheets, pictures and fonts may come. */
export function createNodeFilter(origins: ReadonlySet<string>): NodeFilter {
  const allow: AllowUrl = (url, use) => {
    if (use === "image" && /^data:(?:image\/[\w.+-]+|font\/[\w.+-]+|application\/(?:x-)?font[\w.+-]*|,)/i.test(url))
      return true;
    try {
      const { protocol, origin } = new URL(url);
      return (protocol === "https:" || protocol === "http:") && origins.has(origin);
    } catch {
      return false;
    }
  };
  const css = (text: string): string => filterCss(text, allow);

  /** Places of tables that cells cover, by the picture. */
  const coveredBy = new WeakMap<Document, number>();

  function foreign(element: Element, name: string, value: string): string | null {
    if (name === "href" || name === "xlink:href") {
      if (value.startsWith("#")) return value;
      return element.localName === "image" && allow(value, "image") ? value : null;
    }
    if (
      name.includes(":") ||
      /^(?:src|action|data|actiontype|from|to|values|attributeName|requiredExtensions)$/i.test(name)
    )
      return null;
    // Each octave of noise is reckoned for each pixel.
    if (name === "numOctaves") return String(Math.min(Number.parseInt(value, 10) || 0, 4));
    return filterDeclarations(value, allow);
  }

  /** Browsers lay out each place of a table that a cell covers: ten thousand large cells hold them up for good. */
  function span(element: Element, name: string, value: string): string {
    const count = Math.min(Number.parseInt(value, 10) || 0, mostSpan[name]!);
    const other = name === "span" ? 1 : Number(element.getAttribute(name === "colspan" ? "rowspan" : "colspan")) || 1;
    const covered = (coveredBy.get(element.ownerDocument) ?? 0) + count * other;
    if (count > 1) coveredBy.set(element.ownerDocument, covered);
    return covered > mostCovered ? "1" : String(count);
  }

  return {
    css,
    text: (text) => text.replace(stacked, "$1"),
    tag(space, name) {
      if (space === "svg") return svg.has(name) ? name : "g";
      if (space === "mathml") return mathml.has(name) ? name : "mrow";
      return html.has(name) || customName.test(name) ? name : "x-unknown";
    },
    attribute(element, name, value) {
      if (!attributeName.test(name) || /^on/i.test(name) || /^(?:is|xmlns|srcdoc)/i.test(name)) return null;
      if (name === "style") return filterDeclarations(value, allow);
      if (element.namespaceURI !== namespaces.html) return foreign(element, name, value);
      const tag = element.localName;
      if (name === "href") {
        if (tag === "a" || tag === "area") return "#";
        return tag === "link" && allow(value, "import") ? value : null;
      }
      if (name === "rel") return tag === "link" ? "stylesheet" : null;
      if (name === "src") return tag === "img" && allow(value, "image") ? value : null;
      if (name === "poster") return tag === "video" && allow(value, "image") ? value : null;
      if (name === "name") return tag === "slot" ? value : null;
      if (name === "type") {
        // A password field would wake the agent's password manager.
        if (tag === "input") return inputTypes.test(value) ? value : "text";
        return tag === "button" ? "button" : tag === "ol" || tag === "ul" || tag === "li" ? value : null;
      }
      if (name === "value") return /^(?:progress|meter|li|input)$/.test(tag) ? value : null;
      if (name in mostSpan) return span(element, name, value);
      if (drawingAttributes.has(name) || wordedAttributes.has(name)) return value;
      // No HTML attribute with a hyphen fetches or runs on the elements above.
      return name.includes("-") || (tag.includes("-") && !interactive.test(name)) ? value : null;
    },
  };
}

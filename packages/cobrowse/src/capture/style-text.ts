/** Style text made fit to travel: addresses absolute and without telling queries, words in `content` masked (VIS-05). */
import { maskSign } from "./card-numbers.ts";
import { resourceUrl } from "./shown-url.ts";

/** What matters in a style sheet, read as browsers do: a string that is not closed ends with its line. */
const tokens =
  /\/\*[^]*?(?:\*\/|$)|type\([^)]*|("(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?)|url\(\s*([^"')\s]*)|(content|--[\w-]+)\s*:|[;{}]|@import|image-set\(/gi;
const worthReading = /\/\*|url\(|content\s*:|@import|image-set/i;

/** Of a style sheet, or of a `style` attribute, where variables carry data as well. */
export function shownStyle(text: string, base: string, isAttribute = false): string {
  if (!isAttribute && !worthReading.test(text)) return text;
  let strings: "shown" | "masked" | "addresses" = "shown";
  let isUrl = false;
  const shownUrl = (url: string): string =>
    url.startsWith("#") ? url : (resourceUrl(url, base) ?? "").replace(/["\\\n]/g, encodeURI);
  return text.replace(tokens, (token, string?: string, bare?: string, property?: string) => {
    if (string) {
      const isAddress = isUrl || strings === "addresses";
      isUrl = false;
      if (isAddress) return `"${shownUrl(string.replace(/^["']|["']$/g, ""))}"`;
      return strings === "masked" ? maskWords(string) : string;
    }
    isUrl = bare === "";
    if (bare) return `url("${shownUrl(bare)}"`;
    if (token[0] === "/") return "";
    if (property) strings = isAttribute || property[0] !== "-" ? "masked" : "shown";
    else if (/^[;{}]/.test(token)) strings = "shown";
    else if (/^[@i]/i.test(token)) strings = "addresses";
    return token;
  });
}

/** Icons and punctuation pass, words do not. */
function maskWords(literal: string): string {
  const plain = literal
    .slice(1, -1)
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return /[\p{L}\p{N}]{3}/u.test(plain) ? `"${plain.replace(/[^ ]/gu, maskSign)}"` : literal;
}

/** In masked elements custom properties go as well: they may hold the value itself. */
export function withoutCustomProperties(style: string): string {
  return style.replace(/(?<=^|;)\s*--[^;]*;?/g, "");
}

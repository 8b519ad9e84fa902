/** Style text made fit to travel: addresses absolute and without telling queries, words in `content` masked (VIS-05). */
import { maskSign } from "./card-numbers.ts";
import { resourceUrl } from "./shown-url.ts";

const address = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)/gi;
const importName = /(@import\s+)(?:"([^"]*)"|'([^']*)')/gi;
const contentWords = /(\bcontent\s*:)([^;}]*)/gi;
const quoted = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/g;

export function shownStyle(text: string, base: string): string {
  let shown = text.includes("/*") ? text.replace(/\/\*[\s\S]*?\*\//g, "") : text;
  if (shown.includes("@import") || shown.includes("@IMPORT")) {
    shown = shown.replace(importName, (_all, at: string, a?: string, b?: string) => `${at}url("${a ?? b ?? ""}")`);
  }
  if (/url\(/i.test(shown)) {
    shown = shown.replace(address, (all, a?: string, b?: string, c?: string) => {
      const value = a ?? b ?? c ?? "";
      return value.startsWith("#") ? all : `url("${(resourceUrl(value, base) ?? "").replace(/["\\\n]/g, encodeURI)}")`;
    });
  }
  if (/content\s*:/i.test(shown)) {
    shown = shown.replace(contentWords, (_all, name: string, value: string) => name + value.replace(quoted, maskWords));
  }
  return shown;
}

/** Icons and punctuation pass, words do not. */
function maskWords(literal: string): string {
  const isWords = /[\p{L}\p{N}]{3}/u.test(literal.replace(/\\[0-9a-f]{1,6}\s?/gi, ""));
  return isWords ? literal.replace(/[\p{L}\p{N}]/gu, maskSign) : literal;
}

/** In masked elements custom properties go as well: they may hold the value itself. */
export function withoutCustomProperties(style: string): string {
  return style.replace(/(?<=^|;)\s*--[^;]*;?/g, "");
}

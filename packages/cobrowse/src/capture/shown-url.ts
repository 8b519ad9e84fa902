/**
 * What of a URL may leave the page. Fragments never; queries only as far as they are the version or the size of a
 * picture or style sheet, because queries carry tokens, names and searches (VIS-05).
 */

const plainKeys = /^(?:v|ver|version|w|h|width|height|q|fm|format|fit|dpr|size|family|display)$/i;
const plainValue = /^[\w.,:;@+ |-]{0,40}$/;
const maxDataUrlChars = 48_000;

/** Address of the page or of a link: nothing but origin and path. */
export function pageUrl(location: { origin: string; pathname: string }): string {
  return location.origin + location.pathname;
}

/** Address of a picture, font or style sheet; `null` when it may or can not be shown elsewhere. */
export function resourceUrl(value: string, base: string): string | null {
  if (/^\s*data:(?:image\/|font\/|application\/(?:x-)?font)/i.test(value)) {
    return value.length <= maxDataUrlChars ? value.trim() : null;
  }
  let url: URL;
  try {
    url = new URL(value, base);
  } catch {
    return null;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  url.hash = url.username = url.password = "";
  if (url.search) {
    for (const [key, text] of [...url.searchParams]) {
      if (!plainKeys.test(key) || !plainValue.test(text)) url.searchParams.delete(key);
    }
  }
  return url.href;
}

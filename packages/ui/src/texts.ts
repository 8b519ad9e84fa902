/** Typed texts in three languages: English is the measure, the others must have every key. */
import type { Locale } from "@rinnalla/protocol";

export type Catalogue<Key extends string> = Readonly<Record<Key, string>>;
export type Translate<Key extends string> = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

/** The first of `wanted` (such as `navigator.languages` or the page's `lang`) that is among `offered`, else the first offered. */
export function pickLocale(wanted: readonly string[], offered: readonly Locale[]): Locale {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split("-")[0];
    const found = offered.find((locale) => locale === language);
    if (found) return found;
  }
  return offered[0] ?? "en";
}

/** `{name}` in a text is replaced by the value of that name; an unknown name stays as it stands. */
export function createTranslate<Key extends string>(catalogue: Catalogue<Key>): Translate<Key> {
  return (key, values) => {
    const text = catalogue[key];
    return values ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)) : text;
  };
}

/** One language is fetched, as a file of its own: the page's, else the browser's (CHAT-10). */
import type { Locale } from "@rinnalla/protocol";
import { createTranslate, pickLocale, type Catalogue, type Translate } from "@rinnalla/ui";
import type { TextKey } from "./en.ts";

export type { TextKey };
export type T = Translate<TextKey>;

const spoken: readonly Locale[] = ["en", "fi", "sv"];

/** `offered`: the languages that the administrator chose for the widget. */
export function widgetLocale(
  pageLang: string,
  browser: readonly string[],
  offered: readonly Locale[] = spoken,
): Locale {
  const usable = offered.filter((locale) => spoken.includes(locale));
  return pickLocale([pageLang, ...browser], usable.length > 0 ? usable : spoken);
}

export async function defaultTexts(locale: Locale): Promise<Catalogue<TextKey>> {
  const file = locale === "fi" ? import("./fi.ts") : locale === "sv" ? import("./sv.ts") : import("./en.ts");
  return (await file).default;
}

/** `own`: what the administrator words otherwise. */
export async function loadTexts(locale: Locale, own?: Readonly<Record<string, string>>): Promise<T> {
  return createTranslate<TextKey>({ ...(await defaultTexts(locale)), ...own });
}

/** Of a part that is fetched later. Gives `null` until they are here; `arrived` is called once then. Where the network is away the next draw tries again. */
export function textsLater<Key extends string>(
  load: () => Promise<{ readonly default: Catalogue<Key> }>,
  arrived: () => void,
): () => Translate<Key> | null {
  let t: Translate<Key> | null = null;
  let isLoading = false;
  return () => {
    if (t || isLoading) return t;
    isLoading = true;
    load().then(
      (module) => {
        t = createTranslate<Key>(module.default);
        arrived();
      },
      () => void (isLoading = false),
    );
    return null;
  };
}

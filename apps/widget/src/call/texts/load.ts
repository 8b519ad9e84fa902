/** The texts of a part that is fetched later, in the widget's language. */
import { createTranslate, type Catalogue, type Translate } from "@rinnalla/ui";
import type { CallTextKey } from "./en.ts";

export type CallT = Translate<CallTextKey>;

/** Gives `null` until they are here; `arrived` is called once then. Where the network is away the next draw tries again. */
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

export function callTexts(locale: string, arrived: () => void): () => CallT | null {
  return textsLater<CallTextKey>(
    () => (locale === "fi" ? import("./fi.ts") : locale === "sv" ? import("./sv.ts") : import("./en.ts")),
    arrived,
  );
}

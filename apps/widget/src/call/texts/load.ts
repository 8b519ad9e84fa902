/** The texts of a part that is fetched later, in the widget's language. */
import { createTranslate, type Translate } from "@rinnalla/ui";
import type { CallTextKey } from "./en.ts";

export type CallT = Translate<CallTextKey>;

/** Gives `null` until they are here; `arrived` is called once then. Where the network is away the next draw tries again. */
export function callTexts(locale: string, arrived: () => void): () => CallT | null {
  let t: CallT | null = null;
  let isLoading = false;
  return () => {
    if (t || isLoading) return t;
    isLoading = true;
    const file = locale === "fi" ? import("./fi.ts") : locale === "sv" ? import("./sv.ts") : import("./en.ts");
    file.then(
      (module) => {
        t = createTranslate<CallTextKey>(module.default);
        arrived();
      },
      () => void (isLoading = false),
    );
    return null;
  };
}

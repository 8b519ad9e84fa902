/** The texts of a part that is fetched later, in the widget's language. */
import type { Translate } from "@rinnalla/ui";
import { textsLater } from "../../texts/load.ts";
import type { AroundTextKey } from "./en.ts";

export type AroundT = Translate<AroundTextKey>;

export function aroundTexts(locale: string, arrived: () => void): () => AroundT | null {
  return textsLater<AroundTextKey>(
    () => (locale === "fi" ? import("./fi.ts") : locale === "sv" ? import("./sv.ts") : import("./en.ts")),
    arrived,
  );
}

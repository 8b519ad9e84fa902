/** The texts of a visual session, in the widget's language. */
import type { Translate } from "@rinnalla/ui";
import { textsLater } from "../../texts/load.ts";
import type { VisualTextKey } from "./en.ts";

export type { VisualTextKey };
export type VisualT = Translate<VisualTextKey>;

export function visualTexts(locale: string, arrived: () => void): () => VisualT | null {
  return textsLater<VisualTextKey>(
    () => (locale === "fi" ? import("./fi.ts") : locale === "sv" ? import("./sv.ts") : import("./en.ts")),
    arrived,
  );
}

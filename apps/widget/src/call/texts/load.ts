/** The texts of a part that is fetched later, in the widget's language. */
import type { Translate } from "@rinnalla/ui";
import { textsLater } from "../../texts/load.ts";
import type { CallTextKey } from "./en.ts";

export type CallT = Translate<CallTextKey>;

export function callTexts(locale: string, arrived: () => void): () => CallT | null {
  return textsLater<CallTextKey>(
    () => (locale === "fi" ? import("./fi.ts") : locale === "sv" ? import("./sv.ts") : import("./en.ts")),
    arrived,
  );
}

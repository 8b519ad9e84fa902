import type { Translate } from "@rinnalla/ui";
import { textsLater } from "../../../texts/load.ts";
import type { ToolTextKey } from "./en.ts";

export type ToolT = Translate<ToolTextKey>;

export function toolTexts(locale: string, arrived: () => void): () => ToolT | null {
  return textsLater<ToolTextKey>(
    () => (locale === "fi" ? import("./fi.ts") : locale === "sv" ? import("./sv.ts") : import("./en.ts")),
    arrived,
  );
}

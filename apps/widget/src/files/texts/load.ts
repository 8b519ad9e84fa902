/** The texts of files and emoji, in the widget's language. */
import type { Translate } from "@rinnalla/ui";
import { textsLater } from "../../texts/load.ts";
import type { FileTextKey } from "./en.ts";

export type FileT = Translate<FileTextKey>;

export function fileTexts(locale: string, arrived: () => void): () => FileT | null {
  return textsLater<FileTextKey>(
    () => (locale === "fi" ? import("./fi.ts") : locale === "sv" ? import("./sv.ts") : import("./en.ts")),
    arrived,
  );
}

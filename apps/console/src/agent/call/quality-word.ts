import type { CallQuality } from "@rinnalla/calls";
import type { TextKey } from "../../texts/words.ts";

export function qualityWord(quality: CallQuality | null): TextKey {
  if (!quality) return "call.quality.unknown";
  return quality.bars >= 3 ? "call.quality.good" : quality.bars === 2 ? "call.quality.fair" : "call.quality.poor";
}

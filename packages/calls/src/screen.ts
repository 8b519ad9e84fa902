import type { ScreenPick, ScreenShare, ScreenShareOptions } from "./types.ts";
export function createScreenShare(_options: ScreenShareOptions): ScreenShare {
  throw new Error("not built yet");
}
export async function pickScreen(): Promise<ScreenPick> {
  throw new Error("not built yet");
}

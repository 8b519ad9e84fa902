/** What the bar says. Pure. */
import type { VisualState } from "@rinnalla/core";
import type { VisualTextKey } from "./texts/load.ts";

/** `isHere`: this page is the one that is seen. */
export function barText(
  visual: Pick<VisualState, "kind" | "isPaused" | "lost" | "scopes">,
  isHere: boolean,
  isScreenLost: boolean,
): VisualTextKey {
  if (isScreenLost) return "screenLost";
  if (visual.isPaused) return "barPaused";
  if (visual.lost.agent) return "barWaiting";
  if (visual.kind === "screenShare") return "barScreen";
  if (!isHere) return "barElsewhere";
  return visual.scopes.control === "granted" ? "barControl" : "barView";
}

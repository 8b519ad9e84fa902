/** The end of a live visual session, whoever brings it about. */
import type { Side, VisualEndReason } from "@rinnalla/protocol";
import { decide, type Decision } from "../decision.ts";
import type { Effect } from "../effects.ts";
import type { VisualState } from "./state.ts";

/** Its event, and its timers cleared. */
export function endVisual(visual: VisualState, reason: VisualEndReason, side: Side | null): Decision {
  const effects: Effect[] = [];
  if (visual.phase === "invited") effects.push({ type: "clearTimer", timer: "pin" });
  if (visual.lost.agent) effects.push({ type: "clearTimer", timer: "visualLegAgent" });
  if (visual.lost.customer) effects.push({ type: "clearTimer", timer: "visualLegCustomer" });
  return decide([{ type: "visualEnded", visualId: visual.id, reason, side }], effects);
}

/** By a person: a customer who was never seen has refused. */
export function endBy(visual: VisualState, side: Side): Decision {
  if (side === "agent") return endVisual(visual, "agentEnded", side);
  const wasSeen = visual.scopes.view === "granted" || visual.isConnected;
  return endVisual(visual, wasSeen ? "customerEnded" : "refused", side);
}

/** The built-in provider's PIN: bound to the conversation, single use, 10 minutes, five tries (VIS-02). */
import type { CustomerCommand, Refusal, VisualEvent } from "@rinnalla/protocol";
import { decide, join, nothing, type Decision } from "../decision.ts";
import { refuse, type Instant } from "../kernel/result.ts";
import { endVisual } from "./end.ts";
import type { VisualState } from "./state.ts";

/**
 * A wrong PIN is an event, not a refusal: a try is spent, and both sides see how many are left.
 * A right one is spent by being right; the page that entered it may say it again.
 */
export function acceptPin(
  visual: VisualState | null,
  command: Extract<CustomerCommand, { type: "enterPin" }>,
  now: Instant,
): Decision | Refusal {
  if (!visual) return refuse("visualGone");
  if (visual.phase === "ended") {
    return refuse(visual.end?.reason === "expired" || visual.end?.reason === "pinSpent" ? "pinSpent" : "visualGone");
  }
  if (visual.phase !== "invited") {
    return visual.pin === command.pin && visual.clients.customer === command.clientId ? nothing : refuse("pinSpent");
  }
  // Its timer is about to say the same.
  if (now >= visual.expiresAt) return endVisual(visual, "expired", null);
  if (visual.pin === command.pin) {
    const events: readonly VisualEvent[] = [
      { type: "visualPinAccepted", visualId: visual.id, clientId: command.clientId },
      { type: "visualScopeAsked", visualId: visual.id, scope: "view" },
    ];
    return decide(events, [{ type: "clearTimer", timer: "pin" }]);
  }
  const triesLeft = visual.triesLeft - 1;
  const refused = decide([{ type: "visualPinRefused", visualId: visual.id, triesLeft }]);
  return triesLeft > 0 ? refused : join(refused, endVisual(visual, "pinSpent", null));
}

export function expirePin(visual: VisualState, now: Instant): Decision {
  return visual.phase === "invited" && now >= visual.expiresAt ? endVisual(visual, "expired", null) : nothing;
}

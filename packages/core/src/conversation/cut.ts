/** Ends what lives inside a conversation when its agent or the conversation goes: nothing is live without an owner (ROUTE-08). */
import type { Side } from "@rinnalla/protocol";
import { endCall, isLive } from "../call/step.ts";
import { decide, join, nothing, type Decision } from "../decision.ts";
import type { Instant } from "../kernel/result.ts";
import { endVisual } from "../visual/end.ts";
import type { ConversationState } from "./state.ts";

/** The live call and the live visual session, if any. `side`: who brought it about; `null` for time and network. */
export function cutLive(
  state: ConversationState,
  reason: "conversationEnded" | "network",
  side: Side | null,
  now: Instant,
): Decision {
  const call = isLive(state.call) ? endCall(state.call, reason, side, now) : nothing;
  const visual = state.visual && state.visual.phase !== "ended" ? endVisual(state.visual, reason, side) : nothing;
  return join(call, visual);
}

/** A standing offer is taken back: its claim and its timer with it. */
export function cutOffer(state: ConversationState): Decision {
  const { offer } = state;
  if (!offer) return nothing;
  return decide(
    [{ type: "offerWithdrawn", offerId: offer.offerId, agentId: offer.agentId }],
    [
      { type: "releaseClaim", agentId: offer.agentId, kind: "conversation" },
      { type: "clearTimer", timer: "offer" },
    ],
  );
}

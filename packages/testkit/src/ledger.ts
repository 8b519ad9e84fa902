/** A stand-in for the store's claims: all changes of one append or none, by core's own arithmetic, and no forgiveness for imbalance. */
import { isLocked, loadOf, unitsToTake, type Claim, type ClaimChange, type Effect } from "@rinnalla/core";
import type { AgentId, ConversationId } from "@rinnalla/protocol";

export interface Ledger {
  /** False if there is no room: nothing was changed then. Throws on a doubled take or a release of what is not held. */
  apply(conversationId: ConversationId, effects: readonly Effect[]): boolean;
  claims(): readonly Claim[];
  heldBy(agentId: AgentId): readonly Claim[];
  heldFor(conversationId: ConversationId): readonly Claim[];
  loadOf(agentId: AgentId): number;
  isLocked(agentId: AgentId): boolean;
}

export function createLedger(limitOf: (agentId: AgentId) => number = () => 100): Ledger {
  let claims: readonly Claim[] = [];
  const heldBy = (agentId: AgentId) => claims.filter((claim) => claim.agentId === agentId);
  return {
    apply(conversationId, effects) {
      let next = claims;
      for (const effect of effects) {
        if (effect.type !== "takeClaim" && effect.type !== "releaseClaim") continue;
        const after = applyOne(next, conversationId, effect, limitOf(effect.agentId));
        if (!after) return false;
        next = after;
      }
      claims = next;
      return true;
    },
    claims: () => claims,
    heldBy,
    heldFor: (conversationId) => claims.filter((claim) => claim.conversationId === conversationId),
    loadOf: (agentId) => loadOf(heldBy(agentId)),
    isLocked: (agentId) => isLocked(heldBy(agentId)),
  };
}

function applyOne(
  claims: readonly Claim[],
  conversationId: ConversationId,
  change: ClaimChange,
  limit: number,
): readonly Claim[] | null {
  const { agentId, kind } = change;
  const standing = claims.find(
    (claim) => claim.agentId === agentId && claim.conversationId === conversationId && claim.kind === kind,
  );
  if (change.type === "releaseClaim") {
    if (!standing) throw new Error(`released, but not held: ${kind} of ${agentId} for ${conversationId}`);
    return claims.filter((claim) => claim !== standing);
  }
  if (standing) throw new Error(`taken twice: ${kind} of ${agentId} for ${conversationId}`);
  const held = claims.filter((claim) => claim.agentId === agentId);
  const units = unitsToTake(held, limit, change);
  return units === null ? null : [...claims, { agentId, conversationId, kind, units }];
}

/**
 * Settles the claims of one append against what the agents hold. The caller holds the agents' row locks, or is the
 * only writer. Whether there is room is core's to say (ROUTE-02, ROUTE-03).
 */
import { unitsToTake, type Claim } from "@rinnalla/core";
import type { AgentId } from "@rinnalla/protocol";
import type { Append } from "./port.ts";

export type Settled =
  | { readonly kind: "settled"; readonly taken: readonly Claim[]; readonly released: readonly Omit<Claim, "units">[] }
  | { readonly kind: "noRoom"; readonly agentId: AgentId };

/**
 * `held`: all claims of every agent whose claims are taken; of the others nothing is needed.
 * A take of what is held already changes nothing, nor does a release of what is not.
 */
export function settleClaims(append: Append, held: readonly Claim[], limitOf: (agentId: AgentId) => number): Settled {
  let holds = held;
  const released = new Map<string, Omit<Claim, "units">>();
  const taken = new Map<string, Claim>();
  for (const change of append.claims) {
    const key = { agentId: change.agentId, conversationId: append.conversationId, kind: change.kind };
    const name = `${change.kind} ${change.agentId}`;
    const isThis = (claim: Claim) =>
      claim.agentId === key.agentId && claim.conversationId === key.conversationId && claim.kind === key.kind;
    if (change.type === "releaseClaim") {
      holds = holds.filter((claim) => !isThis(claim));
      taken.delete(name);
      released.set(name, key);
      continue;
    }
    if (holds.some(isThis)) continue;
    const ofAgent = holds.filter((claim) => claim.agentId === change.agentId);
    const units = unitsToTake(ofAgent, limitOf(change.agentId), change);
    if (units === null) return { kind: "noRoom", agentId: change.agentId };
    const claim: Claim = { ...key, units };
    holds = [...holds, claim];
    released.delete(name);
    taken.set(name, claim);
  }
  return { kind: "settled", taken: [...taken.values()], released: [...released.values()] };
}

/** What an append that takes nothing releases; for that nobody's claims need be known. */
export function releasedBy(append: Append): Omit<Claim, "units">[] {
  return append.claims
    .filter((change) => change.type === "releaseClaim")
    .map(({ agentId, kind }) => ({ agentId, conversationId: append.conversationId, kind }));
}

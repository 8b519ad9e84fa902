/** Claims on an agent's capacity: load is the sum of what is held; a call takes what is left and locks (ROUTE-02, ROUTE-03). */
import type { Claim, ClaimChange } from "../effects.ts";

export function loadOf(claims: readonly Claim[]): number {
  return claims.reduce((sum, claim) => sum + claim.units, 0);
}

/** In a call: nothing is offered, whatever the units say. */
export function isLocked(claims: readonly Claim[]): boolean {
  return claims.some((claim) => claim.kind === "call");
}

/** The claim that `change` would add to what the agent holds, or `null` if there is no room. Doubled takes are the store's to see. */
export function unitsToTake(
  held: readonly Claim[],
  limit: number,
  change: Extract<ClaimChange, { type: "takeClaim" }>,
): number | null {
  const left = limit - loadOf(held);
  if (change.kind === "call") return isLocked(held) ? null : Math.max(0, left);
  if (change.mode === "force") return change.units;
  return !isLocked(held) && left >= change.units ? change.units : null;
}

/**
 * Who is in a call, who hears whom, and which pages are linked (CALL-11). The signalling server and the pages that build the links
 * both ask here. Whoever only listens or whispers has one link, to the primary agent's page, which passes on what it hears:
 * so the customer's browser never learns of them.
 */
import type { AgentId, CallGuestRole, ClientId } from "@rinnalla/protocol";
import type { CallState } from "./state.ts";

export type CallParty =
  | { readonly kind: "customer"; readonly clientId: ClientId }
  | { readonly kind: "agent"; readonly agentId: AgentId; readonly clientId: ClientId }
  | {
      readonly kind: "guest";
      readonly agentId: AgentId;
      readonly clientId: ClientId;
      readonly role: CallGuestRole;
    };

/** Those whose page is known; the customer from the answer on. Nobody after the end. */
export function partiesOf(call: CallState): readonly CallParty[] {
  if (call.phase === "ended") return [];
  const { agent, customer } = call.clients;
  return [
    { kind: "agent", agentId: call.agentId, clientId: agent },
    ...(customer ? [{ kind: "customer", clientId: customer } as const] : []),
    ...call.guests.map(({ agentId, clientId, role }) => ({ kind: "guest", agentId, clientId, role }) as const),
  ];
}

export function partyOf(call: CallState, clientId: ClientId): CallParty | null {
  return partiesOf(call).find((party) => party.clientId === clientId) ?? null;
}

/** True if `listener` is to be given what `speaker` says and shows. */
export function hears(call: CallState, listener: CallParty, speaker: CallParty): boolean {
  if (listener.clientId === speaker.clientId) return false;
  if (listener.kind === "customer" || speaker.kind === "customer") {
    if (call.isHeld) return false;
    const other = listener.kind === "customer" ? speaker : listener;
    if (other.kind === "agent") return true;
    // The customer hears those who take part; all but the consulted hear the customer.
    return other.kind === "guest" && (listener.kind === "customer" ? other.role === "join" : other.role !== "consult");
  }
  // Between staff: the primary agent hears all who speak, and is heard by all.
  if (speaker.kind === "agent") return true;
  if (speaker.role === "listen") return false;
  if (listener.kind === "agent") return true;
  return speaker.role === "join" && listener.role !== "consult";
}

/** True if there is a link between the pages of these two. */
export function isLinked(one: CallParty, other: CallParty): boolean {
  if (one.clientId === other.clientId) return false;
  if (one.kind === "agent" || other.kind === "agent") return true;
  const takesPart = (party: CallParty) =>
    party.kind === "customer" || (party.kind === "guest" && party.role === "join");
  return takesPart(one) && takesPart(other);
}

export interface CallLink {
  /** Makes the offers, as the agent's end does towards the customer. */
  readonly offers: CallParty;
  /** Says `hello`. */
  readonly greets: CallParty;
}

/** All links of the call. The primary agent offers to all, guests to the customer, and an earlier guest to a later one. */
export function linksOf(call: CallState): readonly CallLink[] {
  const order = { agent: 0, guest: 1, customer: 2 } as const;
  const parties = [...partiesOf(call)].sort((a, b) => order[a.kind] - order[b.kind]);
  return parties.flatMap((offers, at) =>
    parties
      .slice(at + 1)
      .filter((greets) => isLinked(offers, greets))
      .map((greets) => ({ offers, greets })),
  );
}

/**
 * What one page of a call does on each of its links beside the one between customer and primary agent, which is the call's own
 * (CALL-11). Pure: the media engine carries it out, whichever it is.
 */
import type { ClientId } from "@rinnalla/protocol";
import { hears, linksOf, partiesOf, partyOf, type CallParty } from "./links.ts";
import type { CallState } from "./state.ts";

export interface PlannedLink {
  readonly clientId: ClientId;
  readonly isOffering: boolean;
  /** What comes over it is to be played. */
  readonly isHeard: boolean;
  readonly sendsAudio: boolean;
  readonly sendsVideo: boolean;
  /** Parties whose sound and picture this page adds for the other end, which has no link to them. */
  readonly passesOn: readonly ClientId[];
}

/** In the order of the parties; empty for a page that is not of the call, and after its end. */
export function mediaPlan(call: CallState, clientId: ClientId): readonly PlannedLink[] {
  const me = partyOf(call, clientId);
  if (!me) return [];
  return linksOf(call).flatMap(({ offers, greets }) => {
    if (offers.clientId !== clientId && greets.clientId !== clientId) return [];
    const other = offers.clientId === clientId ? greets : offers;
    if (isOwnLink(me, other)) return [];
    const isHeardThere = hears(call, other, me);
    return [
      {
        clientId: other.clientId,
        isOffering: offers.clientId === clientId,
        isHeard: hears(call, me, other),
        sendsAudio: isHeardThere,
        // A whisper is a voice in the ear, no more.
        sendsVideo: isHeardThere && !(me.kind === "guest" && me.role === "whisper"),
        passesOn: me.kind === "agent" ? passedOn(call, me, other) : [],
      },
    ];
  });
}

function isOwnLink(one: CallParty, other: CallParty): boolean {
  return one.kind !== "guest" && other.kind !== "guest";
}

/** Whoever only listens or whispers hears the others through the primary agent's page. */
function passedOn(call: CallState, me: CallParty, listener: CallParty): readonly ClientId[] {
  if (listener.kind !== "guest" || listener.role === "join") return [];
  return partiesOf(call)
    .filter((party) => party.clientId !== me.clientId && hears(call, listener, party))
    .map((party) => party.clientId);
}

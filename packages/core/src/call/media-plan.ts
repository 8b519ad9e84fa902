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

/**
 * Of media that goes through a server: the leg on which a page publishes what this link is to be given, or `null`. Those who take part
 * share one; whoever only listens or whispers has a leg of their own, since others' voices are on it.
 */
export function feedLeg(link: Pick<PlannedLink, "clientId" | "passesOn" | "sendsAudio" | "sendsVideo">): string | null {
  if (link.passesOn.length > 0) return `out:${link.clientId}`;
  return link.sendsAudio || link.sendsVideo ? "out:" : null;
}

/** The leg of `speaker` that `listener` is to be given, or `null`: it may not have any. */
export function heardLeg(call: CallState, listener: ClientId, speaker: ClientId): string | null {
  const isHeard = mediaPlan(call, listener).some((link) => link.clientId === speaker && link.isHeard);
  const link = mediaPlan(call, speaker).find((one) => one.clientId === listener);
  return isHeard && link ? feedLeg(link) : null;
}

/** Of a call that is recorded where its media is joined. */
export interface RecordedMedia {
  readonly sendsAudio: boolean;
  readonly sendsVideo: boolean;
}

/**
 * What a page gives for the recording (CALL-12), or `null`: before the consent and after the end nothing, nor of who only listens or
 * whispers. On hold the customer is not heard, there neither.
 */
export function recordedMedia(call: CallState, clientId: ClientId): RecordedMedia | null {
  const phase = call.recording?.phase;
  const party = partyOf(call, clientId);
  if (!party || (phase !== "recording" && phase !== "paused")) return null;
  if (party.kind === "guest" && (party.role === "listen" || party.role === "whisper")) return null;
  const isHeard = party.kind !== "customer" || !call.isHeld;
  return { sendsAudio: isHeard, sendsVideo: isHeard && call.mode === "video" };
}

/** All legs on which this page may publish. */
export function outLegs(call: CallState, clientId: ClientId): ReadonlySet<string> {
  const recorded = recordedMedia(call, clientId) ? ["out:"] : [];
  return new Set([...recorded, ...mediaPlan(call, clientId).flatMap((link) => feedLeg(link) ?? [])]);
}

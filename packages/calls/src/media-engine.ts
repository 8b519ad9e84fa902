/**
 * The port between the console's and the widget's call rooms and what carries the media of a call of more than two (CALL-11). The
 * rooms say who is linked with whom and who is heard; they do not know whether browsers or a server join the parties.
 */
import type { RecordedMedia } from "@rinnalla/core";
import type { ClientId, EngineSignal, RtcSignal, SignalSource } from "@rinnalla/protocol";
import type { LinkState, RelayPlan } from "./types.ts";

/** One other party of the call, as the call machine wants it now. */
export interface PartyLink {
  readonly clientId: ClientId;
  readonly isOffering: boolean;
  /** What comes from there is to be played. */
  readonly isHeard: boolean;
  readonly sendsAudio: boolean;
  readonly sendsVideo: boolean;
  /** Whose sound and picture is added for this party: another party's, or one given by `pass`. */
  readonly passesOn: readonly ClientId[];
}

/** What this page has to send. */
export interface OwnMedia {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
  /** Live and not muted. */
  readonly hasAudio: boolean;
  readonly hasVideo: boolean;
}

export interface PartyView {
  readonly clientId: ClientId;
  readonly link: LinkState;
  /** What the other end sends arrives here, or it has told that it sends nothing. */
  readonly isPlaying: boolean;
  /** Null while not to be heard. Another object whenever another link has taken over. */
  readonly audio: MediaStream | null;
  readonly video: MediaStream | null;
}

export interface MediaEngine {
  readonly view: readonly PartyView[];
  /** All other parties with whom this page is to be linked, and what it gives for a recording. Links that stay are not touched. */
  follow(parties: readonly PartyLink[], recorded?: RecordedMedia | null): void;
  carry(own: OwnMedia): void;
  /** What came from a party by other means (the call's own link), to be passed on; null tracks: nothing any more. */
  pass(
    clientId: ClientId,
    tracks: { readonly audio: MediaStreamTrack | null; readonly video: MediaStreamTrack | null },
  ): void;
  handleSignal(from: SignalSource, rtc: RtcSignal): void;
  /** What the server says of media that goes through it. */
  handleServer(signal: EngineSignal): void;
  networkChanged(): void;
  close(): void;
}

/** `signal` and `relays` frames of the conversation's socket; each signal names its party. */
export interface PartyTransport {
  send(rtc: RtcSignal, to: ClientId): void;
  /** An `engine` signal. */
  toServer(leg: string, epoch: number, say: EngineSignal["say"]): void;
  relays(): Promise<RelayPlan>;
}

export const noMedia: OwnMedia = { audio: null, video: null, hasAudio: false, hasVideo: false };

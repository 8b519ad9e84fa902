/** Calls of more than two (CALL-11): loaded when the first guest comes, so that a call of two does not pay for it. */
export { createGuestLeg } from "./guest-leg.ts";
export { createMediaEngine } from "./choose-engine.ts";
export type { GuestLeg, GuestLegOptions, GuestView } from "./guest-leg.ts";
export type { MediaEngine, OwnMedia, PartyLink, PartyTransport, PartyView } from "./media-engine.ts";

/** What this page does in a call of more than two, beside what the log says (CALL-11). */
import type { GuestLeg, GuestView, PartyView } from "@rinnalla/calls/parties";
import type { CallId, ConversationId } from "@rinnalla/protocol";

/** A call of a colleague in which this page is a guest. */
export interface LocalGuest {
  readonly callId: CallId;
  readonly conversationId: ConversationId;
  /** `null` until the code is loaded. */
  readonly leg: GuestLeg | null;
  readonly view: GuestView | null;
}

/** Guests in a call of this page's own: what comes from them. */
export type LocalParties = readonly PartyView[];

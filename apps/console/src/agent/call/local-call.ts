/** What this page does in a call, beside what the log says: media, devices, and whether this page carries it at all. */
import type { CallSession, CallView, DeviceList } from "@rinnalla/calls";
import type { CallId, CallMode, ConversationId } from "@rinnalla/protocol";
import type { BeforeCall } from "./before-call.ts";

export interface DueCall {
  readonly conversationId: ConversationId;
  readonly mode: CallMode;
  readonly told: BeforeCall;
}

export interface LocalCall {
  readonly callId: CallId;
  readonly conversationId: ConversationId;
  /** `null` until the call code is loaded, and in a call that another window of mine carries. */
  readonly session: CallSession | null;
  readonly view: CallView | null;
  readonly devices: DeviceList | null;
  /** Speaker for the customer's voice; empty for the system's own. */
  readonly speakerId: string;
  readonly isMinimised: boolean;
}

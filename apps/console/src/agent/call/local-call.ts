/** What this page does in a call, beside what the log says: media, devices, and whether this page carries it at all. */
import type { CallSession, CallView, DeviceList } from "@rinnalla/calls";
import type { CallId, CallMode, ConversationId } from "@rinnalla/protocol";
import type { BeforeCall } from "./before-call.ts";

/** What waits until the agent has read what the browser will ask (CALL-06). */
export interface DueCall {
  /** A call of the agent's own in that mode, a guest's part in a colleague's call, or the camera in a call that runs. */
  readonly about: CallMode | "guest" | "camera";
  readonly told: BeforeCall;
  readonly goOn: () => void;
  /** Looks at the permission again. */
  readonly again: () => void;
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
